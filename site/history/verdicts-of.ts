import { worstVerdict } from '../../reports/results/requirement-verdict.ts'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { ownValue } from '../../src/own-value.ts'
import type { Judgement } from '../data/judgement.ts'
import type { Outcome, SiteRun } from '../data/site-run.ts'

/** What a run and its judgement say of one case. */
export interface CaseOutcome {
  readonly microversion: string | null
  /** As it was said on the day of the run. */
  readonly said: Told
  /** As today's suite says; undefined: it was not judged again. */
  readonly now: Told | undefined
  /** Today's suite finds nothing wrong in what was recorded, but asks for more. */
  readonly isFineSoFar: boolean
}

export interface Told {
  readonly verdict: CaseVerdict
  readonly code: string | null
  readonly message: string | null
}

/** The cases of a promise in a run, in their order; empty where the run has none. */
export function casesOf(
  run: Pick<SiteRun, 'promises'>,
  judgement: Judgement | undefined,
  promise: string,
): readonly CaseOutcome[] {
  const outcomes = ownValue(run.promises, promise) ?? []
  return outcomes.flatMap((outcome) =>
    outcome.microversions.map((microversion) => {
      const id = `${promise}@${microversion ?? '-'}`
      const unjudged = judgement && ownValue(judgement.unjudged, id)
      const now = unjudged === undefined ? nowOf(outcome, judgement, id) : undefined
      const isFineSoFar = unjudged?.isFineSoFar === true
      return { microversion, said: toldOf(outcome), now, isFineSoFar }
    }),
  )
}

const toldOf = ({ verdict, code, message }: Outcome): Told => ({ verdict, code, message })

function nowOf(outcome: Outcome, judgement: Judgement | undefined, id: string): Told | undefined {
  if (judgement === undefined || judgement.gone.includes(id)) return undefined
  return ownValue(judgement.differing, id) ?? toldOf(outcome)
}

/** What counts today: as it is judged now, and where it was not judged again, as it was said. */
export function current({ said, now }: CaseOutcome): Told {
  return now ?? said
}

/** The verdict of a promise: the worst of its cases. */
export function verdictOf(
  cases: readonly CaseOutcome[],
  told: (each: CaseOutcome) => Told | undefined = current,
): CaseVerdict | undefined {
  const verdicts = cases.flatMap((each) => told(each)?.verdict ?? [])
  return verdicts.length === 0 ? undefined : worstVerdict(verdicts)
}
