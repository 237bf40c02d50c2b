import { BroadcastChannel } from 'node:worker_threads'
import type { ReasonCode } from '../judge/verdict.ts'

/** Why a run may be broken off. */
export type BreakOffCause = Extract<ReasonCode, 'interrupted' | 'out-of-time'>

const WORDS: Readonly<Record<BreakOffCause, string>> = {
  interrupted: 'the run was broken off',
  'out-of-time': 'the time that the run may take (max-time) was over',
}

/** The reason of an aborted signal: the run goes on no more. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff'
  override readonly cause: BreakOffCause

  constructor(cause: BreakOffCause) {
    super(WORDS[cause])
    this.cause = cause
  }
}

/** How often a worker is told, in ms: it may not listen yet. */
const AGAIN_MS = 200

/**
 * Tells the worker that performs a run to break it off when the signal is given, so that each case
 * ends in good order; Vitest's own way of cancelling does not wait for tests that run. `close` lets go
 * of the signal.
 */
export function passOnBreakOff(run: string, signal: AbortSignal): { readonly close: () => void } {
  const channel = new BroadcastChannel(channelName(run))
  channel.unref()
  let timer: NodeJS.Timeout | undefined
  const tell = (): void => channel.postMessage(breakOffOf(signal).cause)
  const begin = (): void => {
    tell()
    timer = setInterval(tell, AGAIN_MS)
  }
  if (signal.aborted) begin()
  else signal.addEventListener('abort', begin, { once: true })
  return {
    close() {
      signal.removeEventListener('abort', begin)
      clearInterval(timer)
      channel.close()
    },
  }
}

/** Why a signal was given. */
export function breakOffOf({ reason }: AbortSignal): BrokenOff {
  return reason instanceof BrokenOff ? reason : new BrokenOff('interrupted')
}

/** A signal that is aborted when the run is broken off; `close` stops listening. */
export function listenForBreakOff(run: string): { signal: AbortSignal; close: () => void } {
  const controller = new AbortController()
  const channel = new BroadcastChannel(channelName(run))
  channel.onmessage = (message) => {
    const { data } = message as { readonly data: unknown }
    controller.abort(new BrokenOff(data === 'out-of-time' ? data : 'interrupted'))
  }
  channel.unref()
  return { signal: controller.signal, close: () => channel.close() }
}

function channelName(run: string): string {
  return `attest-break-off-${run}`
}
