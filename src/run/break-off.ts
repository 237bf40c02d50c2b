import { BroadcastChannel } from 'node:worker_threads'

/**
 * Tells the worker that performs a run to break it off. Vitest's own way of cancelling only
 * keeps tests from starting, and here all have been started.
 */
export function announceBreakOff(run: string): void {
  const channel = new BroadcastChannel(channelName(run))
  channel.postMessage('break off')
  channel.close()
}

/** A signal that is aborted when the run is broken off; `close` stops listening. */
export function listenForBreakOff(run: string): { signal: AbortSignal; close: () => void } {
  const controller = new AbortController()
  const channel = new BroadcastChannel(channelName(run))
  channel.onmessage = () => controller.abort(new Error('the run was broken off'))
  channel.unref()
  return { signal: controller.signal, close: () => channel.close() }
}

function channelName(run: string): string {
  return `attest-break-off-${run}`
}
