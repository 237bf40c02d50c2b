import type {
  CaseRecord,
  OutsideViolation,
  RunRecord,
  UnfinishedAttempt,
} from '../src/journal/record/run-record.ts'

/**
 * The titles of two lists in reports: attempts and violations that are not in the verdicts of last
 * attempts.
 */
export const UNFINISHED_TITLE = 'Attempts that did not end'
export const OUTSIDE_TITLE = 'Broken promises outside of the cases'

/** An interrupted attempt and its case. */
export interface AttemptAtCase {
  readonly of: CaseRecord
  readonly attempt: UnfinishedAttempt
}

/** All attempts of a run that did not end, in the order of the plan. */
export function attemptsOf(cases: readonly CaseRecord[]): readonly AttemptAtCase[] {
  return cases.flatMap((of) => of.unfinished.map((attempt) => ({ of, attempt })))
}

/** `attempt 1, begun at …, 3 requests`, and the violation that it saw, if any. */
export function attemptLine({ number, startedAt, requests, broken }: UnfinishedAttempt): string {
  const begun = startedAt === undefined ? '' : `, begun at ${startedAt}`
  const count = requests === 1 ? '1 request' : `${requests} requests`
  const seen = broken === undefined ? 'it saw no violation' : `it saw ${broken}`
  return `attempt ${number}${begun}, ${count}: ${seen}`
}

/** The place and the text of a violation that belongs to no case. */
export function outsideLine({ exchange, phase, group, message, waived }: OutsideViolation): string {
  const where = group === undefined ? phase : `${phase}, ${group}`
  return `${message} (exchange ${exchange}, ${where})${waived ? ', waived' : ''}`
}

/** How often the run began again or was resumed, in sentences; undefined: never. */
export function resumedLine({
  beganAs,
  resumptions,
}: Pick<RunRecord, 'beganAs' | 'resumptions'>): string | undefined {
  const again = beganAs.map(
    ({ run, setting, value }) =>
      `It began again with ${setting}: ${value}, without which nothing could be made; what was done before is in the journal of ${run}.`,
  )
  const times = resumptions === 1 ? 'once' : `${resumptions} times`
  const sentences = [...again, ...(resumptions === 0 ? [] : [`The run was resumed ${times}.`])]
  return sentences.length === 0 ? undefined : sentences.join(' ')
}
