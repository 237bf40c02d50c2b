import { setMaxListeners } from 'node:events'

/**
 * A controller for all that is under way. Each request and each wait listens to its signal until it ends,
 * so there may be any number of listeners; Node would take more than ten for a leak, and warn.
 */
export function abortMany(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

/** The same for a signal that is aborted when one of these is. */
export function abortedWithAny(signals: Iterable<AbortSignal>): AbortSignal {
  const signal = AbortSignal.any([...signals])
  setMaxListeners(0, signal)
  return signal
}
