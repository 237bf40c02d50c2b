import { grouped } from '../results/grouped.ts'
import type { Results } from '../results/results-schema.ts'
import { offerText } from '../services.ts'
import {
  type CaseChange,
  CHANGES,
  type Change,
  caseChange,
  type FieldChange,
  fieldChanges,
  type ResultsCase,
} from './case-change.ts'

/** A promise of which at least one case changed. */
export interface PromiseChange {
  readonly requirement: string
  readonly level: ResultsCase['level']
  /** The worst change of its cases. */
  readonly change: Change
  /** It counts for the verdict of the second run. */
  readonly decides: boolean
  readonly cases: readonly CaseChange[]
}

interface ComparedRun {
  readonly run: string
  readonly startedAt: string
  readonly verdict: Results['verdict']
}

/** The differences between two runs, from the worst. */
export interface Comparison {
  readonly before: ComparedRun
  readonly after: ComparedRun
  /**
   * `regressed`: a promise that counts is broken now; `lost`: none is, but one is no longer tested.
   */
  readonly outcome: 'regressed' | 'lost' | 'kept'
  /** Number of promises by their worst change. */
  readonly counts: Readonly<Record<Change, number>>
  /** Differences of the runs themselves: versions, documents, the target. */
  readonly runs: readonly FieldChange[]
  readonly promises: readonly PromiseChange[]
}

/** Compares two runs promise by promise and field by field. */
export function compareResults(before: Results, after: Results): Comparison {
  const old = byId(before)
  const now = byId(after)
  const known = [...new Map([...now, ...old]).values()]
  const promises = [...grouped(known, ({ requirement }) => requirement)]
    .flatMap(([requirement, [first, ...others]]) => {
      const cases = [first, ...others].flatMap(
        ({ id }) => caseChange(old.get(id), now.get(id)) ?? [],
      )
      const change = worst(cases)
      if (change === undefined) return []
      const { level } = first
      const own = [first, ...others].map(({ id }) => now.get(id))
      const decisive = own.some((one) => breaksContract(one)) || after.strict || level === 'MUST'
      return [{ requirement, level, change, decides: decisive, cases }]
    })
    .toSorted((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change))
  const has = (wanted: Change) =>
    promises.some(({ decides, cases }) => decides && cases.some(({ change }) => change === wanted))
  return {
    before: identityOf(before),
    after: identityOf(after),
    outcome:
      has('regression') || breaksMoreOutside(before, after)
        ? 'regressed'
        : has('lost')
          ? 'lost'
          : 'kept',
    counts: countsOf(promises),
    runs: fieldChanges(factsOf(before), factsOf(after)),
    promises,
  }
}

function byId({ cases }: Results): ReadonlyMap<string, ResultsCase> {
  return new Map(cases.map((each) => [each.id, each]))
}

/** A violation counts in any case in which it is seen. */
function breaksContract(one: ResultsCase | undefined): boolean {
  if (one?.verdict !== 'failed') return false
  return one.violations > 0 || one.reason?.code === 'contract-violation'
}

/** Whether an operation breaks the contract outside of the cases now, and did not do so before. */
function breaksMoreOutside(before: Results, after: Results): boolean {
  const known = new Set(before.outsideViolations.map(({ operation }) => operation))
  return after.outsideViolations.some(({ operation, waived }) => !waived && !known.has(operation))
}

function worst(cases: readonly CaseChange[]): Change | undefined {
  return CHANGES.find((wanted) => cases.some(({ change }) => change === wanted))
}

function countsOf(promises: readonly PromiseChange[]): Record<Change, number> {
  const count = (wanted: Change) => promises.filter(({ change }) => change === wanted).length
  return {
    regression: count('regression'),
    lost: count('lost'),
    changed: count('changed'),
    fixed: count('fixed'),
    gained: count('gained'),
  }
}

const identityOf = ({ run, startedAt, verdict }: Results): ComparedRun => ({
  run,
  startedAt,
  verdict,
})

function factsOf(results: Results) {
  const { suite, target, verdict, accepted, strict, counts, resources } = results
  const { resumptions, outsideViolations } = results
  return {
    verdict,
    'suite.version': suite.version,
    ...Object.fromEntries(suite.specs.map(({ document, digest }) => [`specs.${document}`, digest])),
    'target.name': target.name,
    ...Object.fromEntries(
      Object.entries(target.services).map(([id, one]) => [`target.services.${id}`, offerText(one)]),
    ),
    accepted: accepted.join(', ') || null,
    strict: String(strict),
    ...Object.fromEntries(Object.entries(counts).map(([name, n]) => [`counts.${name}`, String(n)])),
    leaked: String(resources.leaked.length),
    resumptions: String(resumptions),
    outsideViolations: String(outsideViolations.length),
  }
}
