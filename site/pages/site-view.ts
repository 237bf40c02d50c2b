import type { SuiteOfRun } from '../data/site-run.ts'
import type { RunOfSite } from '../history/run-of-site.ts'
import type { TargetHistory } from '../history/target-history.ts'
import type { Manual } from '../manual/manual.ts'

/** Two runs that have a page of their own, and why they are compared. */
export interface Pair {
  readonly kind: 'in-time' | 'releases' | 'real-and-reference'
  readonly before: RunOfSite
  readonly after: RunOfSite
}

/** All that pages are made of. */
export interface SiteView {
  /** ISO 8601. */
  readonly builtAt: string
  readonly suite: SuiteOfRun
  readonly manual: Manual
  readonly runs: readonly RunOfSite[]
  readonly histories: readonly TargetHistory[]
  readonly pairs: readonly Pair[]
  /** Digests of exchanges of real releases that show an erratum, by its id. */
  readonly shownErrata: Readonly<Record<string, string>>
}

/** A file of the site: its path and its text. */
export type Page = readonly [path: string, text: string]

/** `2026-11-29`. */
export function day(at: string): string {
  return at.slice(0, 10)
}

/** `2026-11-29 20:47`, in UTC. */
export function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}
