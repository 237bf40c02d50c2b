import { grouped } from '../../reports/results/grouped.ts'
import type { KeptRun } from '../data/site-index.ts'
import type { SiteStore } from '../data/store.ts'
import { nameOfSuite, type RunOfSite } from './run-of-site.ts'
import { historyOf, type TargetHistory } from './target-history.ts'

/** All runs of a site with what is kept of them, in the order of the index. Throws SiteError. */
export function runsOf(store: SiteStore, kept: readonly KeptRun[]): readonly RunOfSite[] {
  return kept.map((each) => {
    const run = store.run(each.data)
    return {
      target: each.target,
      kept: each,
      run,
      judgement: each.judgement === null ? undefined : store.judgement(each.judgement),
      suite: nameOfSuite(run.suite),
    }
  })
}

/** The histories of the targets: real and reference clouds by release, then by name. */
export function historiesOf(runs: readonly RunOfSite[]): readonly TargetHistory[] {
  return [...grouped(runs, ({ target }) => target).values()]
    .map(historyOf)
    .toSorted((a, b) => compare(sortKey(a), sortKey(b)))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Releases were named by letters before they were by years: zed comes before 2023.1. */
function sortKey({ id, newest }: TargetHistory): string {
  const { release } = newest.run
  const named = release === null ? '9' : /^\d/.test(release) ? `1${release}` : `0${release}`
  return `${named} ${id}`
}
