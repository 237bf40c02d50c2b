import { BroadcastChannel } from 'node:worker_threads'
import type { ReasonCode } from '../judge/verdict.ts'

/** Why a run was interrupted before all of its cases had ended. */
export type BreakOffCause = Extract<ReasonCode, 'interrupted' | 'out-of-time' | 'fail-fast'>

const WORDS: Readonly<Record<BreakOffCause, string>> = {
  interrupted: 'the run was interrupted',
  'out-of-time': 'the time limit of the run (max-time) was reached',
  'fail-fast': 'as many cases had failed as --fail-fast names',
}

/** The abort reason of a signal that interrupts a run. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff'
  override readonly cause: BreakOffCause

  constructor(cause: BreakOffCause) {
    super(WORDS[cause])
    this.cause = cause
  }
}

/** The pause between two messages to a worker, in ms: the first may come before it listens. */
const AGAIN_MS = 200

/**
 * Tells the worker that performs a run to interrupt it when the signal is aborted, so that each case
 * puts back what it has used. Vitest's own cancelling does not wait for running tests. `close` removes
 * the listener of the signal.
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

/** Why a signal was aborted; `interrupted` when its reason does not say. */
export function breakOffOf({ reason }: AbortSignal): BrokenOff {
  return reason instanceof BrokenOff ? reason : new BrokenOff('interrupted')
}

/** For the worker: a signal that is aborted when the run is interrupted, from outside or by `breakOff`. */
export interface BreakOffListener {
  readonly signal: AbortSignal
  readonly breakOff: (cause: BreakOffCause) => void
  /** Stops listening. */
  readonly close: () => void
}

export function listenForBreakOff(run: string): BreakOffListener {
  const controller = new AbortController()
  const channel = new BroadcastChannel(channelName(run))
  channel.onmessage = (message) => {
    const { data } = message as { readonly data: unknown }
    controller.abort(new BrokenOff(data === 'out-of-time' ? data : 'interrupted'))
  }
  channel.unref()
  return {
    signal: controller.signal,
    breakOff: (cause) => controller.abort(new BrokenOff(cause)),
    close: () => channel.close(),
  }
}

function channelName(run: string): string {
  return `attest-break-off-${run}`
}
