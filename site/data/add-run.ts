import type { Evidence } from './evidence.ts'
import type { Judgement } from './judgement.ts'
import { SiteError } from './site-error.ts'
import type { KeptRun } from './site-index.ts'
import type { SiteRun } from './site-run.ts'
import type { SiteStore } from './store.ts'
import { targetIdOf } from './target-id.ts'

/** A run that is added to a site, with what belongs to it. */
export interface AddedRun {
  readonly run: SiteRun
  /** Absent for results without exchanges. */
  readonly judgement?: Judgement
  readonly evidence: readonly Evidence[]
  /** The bundle or journal, if the site keeps it. */
  readonly kept?: Buffer
}

/** The id of a run's target among those of a site. */
export function targetOf(store: SiteStore, runs: readonly KeptRun[], run: SiteRun): string {
  const known = runs.map(({ target, data }) => ({ id: target, run: store.run(data) }))
  return targetIdOf(run, known)
}

/**
 * The runs of a site with one more, in the order of time. A run that is there already is replaced,
 * so that publishing twice changes nothing. `takenAt` is ISO 8601. Throws {@link SiteError}.
 */
export function withRun(
  store: SiteStore,
  runs: readonly KeptRun[],
  { run, judgement, evidence, kept }: AddedRun,
  takenAt: string,
): readonly KeptRun[] {
  const target = targetOf(store, runs, run)
  const named = Object.fromEntries(
    evidence.map((one) => [
      `${one.operation}:${one.status}`,
      { digest: store.addEvidence(one), shows: one.shown.flatMap(({ promise }) => promise ?? []) },
    ]),
  )
  const data = store.addRun({ ...run, evidence: named })
  const before = runs.find((one) => one.target === target && one.run === run.run)
  const added: KeptRun = {
    ...{ target, data, run: run.run, startedAt: run.startedAt, verdict: run.verdict },
    judgement: judgement === undefined ? null : store.addJudgement(judgement),
    bundle: kept === undefined ? null : store.addBundle(kept),
    takenAt: before?.data === data ? before.takenAt : takenAt,
    now: judgement?.verdict ?? null,
  }
  if (before !== undefined && store.run(before.data).startedAt !== run.startedAt) {
    throw new SiteError(run.run, `the site has another run of this id, begun ${before.startedAt}`)
  }
  return [...runs.filter((one) => one !== before), added].toSorted(inTime)
}

function inTime(a: KeptRun, b: KeptRun): number {
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? -1 : 1
  return a.target < b.target ? -1 : 1
}
