import type { Readable } from 'node:stream'
import { abortMany } from '../../src/abort-many.ts'

/** What ends a wait for the user: Enter, the end of the input, or a signal or the time. */
export type Told = 'enter' | 'closed' | 'aborted'

/** Waits for a line or the end of the input, for `mostMs` at most, or until the signal is aborted. */
export async function untilTold(
  input: Readable,
  signal: AbortSignal,
  mostMs: number,
): Promise<Told> {
  if (signal.aborted) return 'aborted'
  let timer: NodeJS.Timeout | undefined
  const over = abortMany()
  const rules = { signal: over.signal }
  try {
    return await new Promise<Told>((resolve) => {
      const on = (told: Told) => () => resolve(told)
      timer = setTimeout(on('aborted'), mostMs)
      signal.addEventListener('abort', on('aborted'), rules)
      const listeners = { data: on('enter'), end: on('closed'), error: on('closed') }
      for (const [name, listener] of Object.entries(listeners)) {
        input.once(name, listener)
        over.signal.addEventListener('abort', () => input.off(name, listener))
      }
      input.resume()
    })
  } finally {
    over.abort()
    clearTimeout(timer)
    input.pause()
  }
}
