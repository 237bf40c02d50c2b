import { worstVerdict } from '../../reports/results/requirement-verdict.ts'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { ownValue } from '../../src/own-value.ts'
import type { Judgement } from '../data/judgement.ts'
import { type Cause, causeOf, causeOfAll, type Judged } from './attribution.ts'
import type { RunOfSite } from './run-of-site.ts'
import { type CaseOutcome, casesOf, current } from './verdicts-of.ts'

/** A promise whose verdict is another one than in the run before, at the same microversions. */
export interface Transition {
  readonly target: string
  readonly promise: string
  readonly from: CaseVerdict
  readonly to: CaseVerdict
  readonly cause: Cause
  /** The microversions that differ. */
  readonly microversions: readonly (string | null)[]
  readonly before: RunOfSite
  readonly after: RunOfSite
  /** Why it was not passed in the second run, in words. */
  readonly reason: string | null
}

/**
 * The transitions between two runs of one target, in the order of the second run. Only cases that
 * both runs have are compared.
 */
export function transitionsBetween(
  before: RunOfSite,
  after: RunOfSite,
  promises: Iterable<string> = Object.keys(after.run.promises),
): Transition[] {
  return [...promises].flatMap((promise) => transitionOf(before, after, promise) ?? [])
}

/** The transition of one promise between two runs that have tested it; undefined where it is none. */
export function transitionOf(
  before: RunOfSite,
  after: RunOfSite,
  promise: string,
): Transition | undefined {
  if (isAlike(before, after, promise)) return undefined
  const earlier = new Map(
    casesOf(before.run, before.judgement, promise).map((each) => [each.microversion, each]),
  )
  const changed = casesOf(after.run, after.judgement, promise).flatMap((later) => {
    const known = earlier.get(later.microversion)
    if (known === undefined) return []
    const cause = causeOf(judged(known, before), judged(later, after))
    return cause === undefined ? [] : [{ cause, known, later }]
  })
  if (changed.length === 0) return undefined
  const cause = causeOfAll(changed.map((each) => each.cause))
  // A change of the suite shows in what was said on the two days, and in nothing that is said now.
  const told = (each: CaseOutcome) => (cause === 'suite' ? each.said : current(each))
  const reason = changed.map(({ later }) => told(later)).find(({ code }) => code !== null)
  return {
    target: after.target,
    promise,
    from: worstVerdict(changed.map(({ known }) => told(known).verdict)),
    to: worstVerdict(changed.map(({ later }) => told(later).verdict)),
    cause,
    microversions: changed.map(({ later }) => later.microversion),
    ...{ before, after },
    reason: reason === undefined ? null : `${reason.code}: ${reason.message}`,
  }
}

/**
 * Whether all cases of a promise ended with one verdict in both runs, and today's suite says nothing else of
 * any. Most promises do not change from run to run: their cases need not be compared one by one.
 */
function isAlike(before: RunOfSite, after: RunOfSite, promise: string): boolean {
  if (!(isAsSaid(before.judgement) && isAsSaid(after.judgement))) return false
  const outcomes = [before, after].flatMap(({ run }) => ownValue(run.promises, promise) ?? [])
  return outcomes.every(({ verdict }) => verdict === outcomes[0]?.verdict)
}

function isAsSaid(judgement: Judgement | undefined): boolean {
  if (judgement === undefined) return true
  const { differing, unjudged, gone } = judgement
  return [differing, unjudged, gone].every((cases) => Object.keys(cases).length === 0)
}

function judged({ said, now, isFineSoFar }: CaseOutcome, { suite }: RunOfSite): Judged {
  return { said, now, isFineSoFar, suite }
}
