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

/**
 * Tells the worker that performs a run, and listens at the same `place`, to break it off. Vitest's own way of cancelling only keeps
 * tests from starting, and its tests only wait for the cases.
 */
export function announceBreakOff(place: string, cause: BreakOffCause): void {
  const channel = new BroadcastChannel(channelName(place))
  channel.postMessage(cause)
  channel.close()
}

/** A signal that is aborted when the run is broken off; `close` stops listening. */
export function listenForBreakOff(place: string): { signal: AbortSignal; close: () => void } {
  const controller = new AbortController()
  const channel = new BroadcastChannel(channelName(place))
  channel.onmessage = (message) => {
    const { data } = message as { readonly data: unknown }
    controller.abort(new BrokenOff(data === 'out-of-time' ? data : 'interrupted'))
  }
  channel.unref()
  return { signal: controller.signal, close: () => channel.close() }
}

function channelName(place: string): string {
  return `attest-break-off-${place}`
}
