import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { ownValue } from '../../src/own-value.ts'
import type { RunOfSite } from './run-of-site.ts'
import { type Transition, transitionOf } from './transitions.ts'
import { type CaseOutcome, casesOf, verdictOf } from './verdicts-of.ts'

/** Where a target stands with one promise: the run that tested it last, and its cases there. */
export interface Standing {
  readonly run: RunOfSite
  readonly cases: readonly CaseOutcome[]
  readonly verdict: CaseVerdict
  /** Its last change; undefined: it has been so in all runs. */
  readonly changed: Transition | undefined
}

/** A target with its runs, from the oldest, and where it stands with each promise. */
export interface TargetHistory {
  readonly id: string
  readonly title: string
  readonly runs: readonly [RunOfSite, ...RunOfSite[]]
  readonly newest: RunOfSite
  readonly standings: ReadonlyMap<string, Standing>
  /** All changes, from the newest. */
  readonly transitions: readonly Transition[]
}

/** The history of a target of its runs. */
export function historyOf(runs: readonly [RunOfSite, ...RunOfSite[]]): TargetHistory {
  const sorted = runs.toSorted((a, b) => (a.run.startedAt < b.run.startedAt ? -1 : 1))
  const newest = sorted.at(-1) ?? runs[0]
  const testers = new Map<string, RunOfSite[]>()
  for (const each of sorted) {
    for (const promise of Object.keys(each.run.promises)) {
      testers.set(promise, [...(testers.get(promise) ?? []), each])
    }
  }
  const transitions: Transition[] = []
  const standings = new Map<string, Standing>()
  for (const [promise, own] of testers) {
    const found = own.flatMap((each, at) => {
      const before = own[at - 1]
      return before === undefined ? [] : (transitionOf(before, each, promise) ?? [])
    })
    transitions.push(...found)
    const run = own.at(-1)
    if (run === undefined) continue
    const cases = casesOf(run.run, run.judgement, promise)
    const verdict = verdictOf(cases)
    if (verdict === undefined) continue
    standings.set(promise, { run, cases, verdict, changed: found.at(-1) })
  }
  return {
    id: newest.target,
    title: newest.run.target.title,
    runs: [sorted[0] ?? runs[0], ...sorted.slice(1)],
    newest,
    standings,
    transitions: transitions.toSorted((a, b) =>
      a.after.run.startedAt < b.after.run.startedAt ? 1 : -1,
    ),
  }
}

/**
 * The digest of the exchanges that show a promise in a run; undefined where none were kept. For results,
 * those of its operation and status.
 */
export function evidenceFor(
  { run }: Pick<RunOfSite, 'run'>,
  {
    id,
    operation,
    status,
  }: { readonly id: string; readonly operation: string; readonly status: number },
): string | undefined {
  const own = ownValue(run.evidence, `${operation}:${status}`)
  return run.kind === 'results' || own?.shows.includes(id) === true ? own?.digest : undefined
}

/** The certificate of a target that is good for longest, with the run that it is of. */
export function certificateOf({ runs }: Pick<TargetHistory, 'runs'>) {
  return runs
    .flatMap(({ run }) => {
      const { certificate, profile } = run
      return certificate === null ? [] : [{ ...certificate, profile, run: run.run }]
    })
    .toSorted((a, b) => (a.validUntil < b.validUntil ? 1 : -1))[0]
}
