import type { BreakOffCause, BrokenOff } from '../../src/run/break-off.ts'

/** A run was interrupted before it could begin: nothing was done on its target. */
export class NotBegunError extends Error {
  override readonly name = 'NotBegunError'
  override readonly cause: BreakOffCause

  constructor({ cause, message }: BrokenOff) {
    const advice = cause === 'out-of-time' ? '; allow more with --max-time' : ''
    super(`${message} before a case could begin: nothing was done on the target${advice}`)
    this.cause = cause
  }
}
