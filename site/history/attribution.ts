import type { CaseVerdict } from '../../src/judge/verdict.ts'
import type { Told } from './verdicts-of.ts'

/** What made the verdict of a promise another one from one run to the next. */
export const CAUSES = [
  /** The same suite judges the recorded answers of the two runs differently. */
  'cloud',
  /** Today's suite judges both alike: those of the two days did not. */
  'suite',
  /** The answers differ for the same suite, and a suite has changed its mind. */
  'both',
  /** One of the runs could not test it, or has waived it. */
  'run',
  /** The runs were judged by different suites, and not again by one. */
  'unknown',
] as const
export type Cause = (typeof CAUSES)[number]

/** Of one case in one run: what was said then, and what today's suite says. */
export interface Judged {
  readonly said: Told
  readonly now: Told | undefined
  /** Today's suite finds nothing wrong in what was recorded, but asks for more. */
  readonly isFineSoFar?: boolean
  /** Names the suite of that day. */
  readonly suite: string
}

/** Verdicts that speak of the cloud and not of the circumstances of a run. */
const OF_THE_CLOUD: ReadonlySet<CaseVerdict> = new Set(['passed', 'failed', 'not-applicable'])

/** The cause of a difference between two runs of the same case; undefined where there is none. */
export function causeOf(before: Judged, after: Judged): Cause | undefined {
  const saidOther = before.said.verdict !== after.said.verdict
  const isOther =
    before.now === undefined || after.now === undefined
      ? undefined
      : before.now.verdict !== after.now.verdict
  if (!saidOther && isOther !== true) return undefined
  const ends = [before.now ?? before.said, after.now ?? after.said]
  if (isOther === undefined && isExcused(before, after)) return 'suite'
  if (isOther !== false && ends.some(({ verdict }) => !OF_THE_CLOUD.has(verdict))) return 'run'
  if (isOther === undefined) return before.suite === after.suite ? 'cloud' : 'unknown'
  if (!isOther) return 'suite'
  return hasChangedItsMind(before) || hasChangedItsMind(after) ? 'both' : 'cloud'
}

/**
 * Whether one of two runs was said to have failed at an answer in which today's suite finds nothing
 * wrong, while the other is passed by it. What the first would have gone on to ask was not recorded.
 */
function isExcused(before: Judged, after: Judged): boolean {
  const isOne = (failed: Judged, passed: Judged): boolean =>
    failed.isFineSoFar === true &&
    failed.said.verdict === 'failed' &&
    passed.now?.verdict === 'passed'
  return isOne(before, after) || isOne(after, before)
}

function hasChangedItsMind({ said, now }: Judged): boolean {
  return now !== undefined && now.verdict !== said.verdict
}

/** The cause of several cases together. */
export function causeOfAll(causes: readonly Cause[]): Cause {
  const found = new Set(causes)
  if (found.has('both') || (found.has('cloud') && found.has('suite'))) return 'both'
  return CAUSES.find((cause) => found.has(cause)) ?? 'unknown'
}
