import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import { grouped } from '../results/grouped.ts'
import { abstracted } from './abstracted.ts'
import { causeKey } from './cause.ts'
import type { Draft } from './finding.ts'

/** Errors that follow from no broken promise, one finding for each kind of message. */
export function errorFindings(
  errors: readonly CaseRecord[],
  own: ReadonlySet<string>,
): readonly Draft[] {
  const found = ({ reason }: CaseRecord) =>
    reason === undefined ? 'error' : `${reason.code}: ${abstracted(reason.message, own)}`
  return [...grouped(errors, found)].map(([title, cases]) => {
    const cause = { subject: '', place: '', rule: 'error', found: title } as const
    const shownIn = [...cases[0].exchanges].at(-1)
    return {
      key: causeKey(cause),
      kind: 'error',
      title,
      cause,
      alsoAt: [],
      cases,
      seenToo: [],
      follows: [],
      outside: [],
      ...(shownIn && { shownIn }),
    }
  })
}
