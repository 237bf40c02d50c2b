import type { Judgement } from '../data/judgement.ts'
import type { KeptRun } from '../data/site-index.ts'
import type { SiteRun, SuiteOfRun } from '../data/site-run.ts'

/** A run of a site with all that is read of it. */
export interface RunOfSite {
  readonly target: string
  readonly kept: KeptRun
  readonly run: SiteRun
  readonly judgement: Judgement | undefined
  /** Names the suite that judged on the day of the run: equal names, equal suites. */
  readonly suite: string
}

/** A text that is the same for the same suite only. */
export function nameOfSuite({ version, code, specs }: SuiteOfRun): string {
  return JSON.stringify([version, code, specs.map(({ document, digest }) => [document, digest])])
}
