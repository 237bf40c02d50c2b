import { siteRunOfRelease } from '../../lab/observatory/published-release.ts'
import { recordedAnswers } from '../../lab/observatory/recorded-answers.ts'
import { publishedRuns } from '../../lab/published/table.ts'
import { releasesNamed } from '../../lab/releases.ts'
import type { AddedRun } from '../../site/data/add-run.ts'
import type { SiteRun } from '../../site/data/site-run.ts'
import type { Contracts } from '../../src/openapi/contract.ts'

const DAY_MS = 86_400_000
const CLOUDS = 20

/**
 * So many runs of 20 clouds, one a day for each: those of the real releases, with some promises broken
 * on some days, and with exchanges that differ in each run.
 */
export function* madeRuns(count: number, contracts: Contracts): Generator<AddedRun> {
  const bases = publishedRuns(releasesNamed('all')).map(siteRunOfRelease)
  const answers = recordedAnswers('newest', 'made', contracts)
  for (let at = 0; at < count; at += 1) {
    const base = bases[at % bases.length]
    if (base === undefined) return
    const cloud = at % CLOUDS
    const day = Math.floor(at / CLOUDS)
    const startedAt = new Date(Date.UTC(2026, 0, 1) + day * DAY_MS + cloud * 60_000).toISOString()
    const run: SiteRun = {
      ...base,
      ...{ kind: 'run', run: `made-${at}`, startedAt },
      target: { ...base.target, name: `cloud-${cloud}`, title: `cloud-${cloud}` },
      promises: broken(base.promises, at),
    }
    const judgement = { format: 1, suite: run.suite, verdict: run.verdict } as const
    yield {
      run,
      judgement: { ...judgement, differing: {}, unjudged: {}, gone: [] },
      evidence: answers.map((evidence) => ({ ...evidence, ...{ run: run.run, startedAt } })),
    }
  }
}

/** Each 40th promise is broken, another one in each run. */
function broken(promises: SiteRun['promises'], seed: number): SiteRun['promises'] {
  return Object.fromEntries(
    Object.entries(promises).map(([id, outcomes], place) => {
      if ((place + seed) % 40 !== 0) return [id, outcomes]
      const message = `the answer was 500 in run ${seed}`
      return [
        id,
        outcomes.map((each) => ({ ...each, verdict: 'failed', code: 'wrong-status', message })),
      ]
    }),
  )
}
