import { BrokenOff } from '../run/break-off.ts'

/**
 * A signal that is aborted when a run has taken `timeMs` since `started`, on the monotonic
 * clock; never without a time. `close` lets go of it.
 */
export function deadlineAfter(
  timeMs: number | undefined,
  started: number,
): { readonly signal: AbortSignal; readonly close: () => void } {
  const controller = new AbortController()
  if (timeMs === undefined) return { signal: controller.signal, close: () => {} }
  const end = () => controller.abort(new BrokenOff('out-of-time'))
  const timer = setTimeout(end, Math.max(0, timeMs - (performance.now() - started)))
  return { signal: controller.signal, close: () => clearTimeout(timer) }
}
