import { CaseFailedToRun } from '../fixtures/core/errors/case-failed-to-run.ts'
import { breakOffOf } from '../src/run/break-off.ts'

/** Why an exploration ended before its time. */
export type CutShort =
  | { readonly code: 'interrupted' }
  /** Nothing more could be performed on the target. */
  | { readonly code: 'lost'; readonly message: string }
  /** Its journal ends before it did. */
  | { readonly code: 'killed' }

/** A history was not performed, as the exploration has ended; what was found until then counts. */
export class CutShortError extends Error {
  override readonly name = 'CutShortError'
  readonly why: CutShort

  constructor(why: CutShort) {
    super('message' in why ? why.message : `the exploration was ${why.code}`)
    this.why = why
  }
}

/**
 * Why an exploration cannot go on after an error outside of its histories; undefined where the error is a
 * defect.
 */
export function cutShortBy(error: unknown, signal: AbortSignal): CutShortError | undefined {
  if (error instanceof CutShortError) return error
  if (signal.aborted) {
    const { cause, message } = breakOffOf(signal)
    if (cause === 'interrupted') return new CutShortError({ code: 'interrupted' })
    return lost(message, cause === 'service-gone')
  }
  if (!(error instanceof CaseFailedToRun)) return undefined
  return lost(error.message, error.code === 'transport')
}

function lost(message: string, isGone: boolean): CutShortError {
  const said = isGone ? 'the cloud could not be reached any more' : 'it could not go on'
  return new CutShortError({ code: 'lost', message: `${said} (${message})` })
}

/** Does something until it ends or is cut short; returns why it was. Throws what else it throws. */
export async function untilCutShort(body: () => Promise<void>): Promise<CutShort | undefined> {
  try {
    await body()
    return undefined
  } catch (error) {
    if (error instanceof CutShortError) return error.why
    throw error
  }
}
