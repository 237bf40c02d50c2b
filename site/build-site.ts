import { siteScript } from './assets/site-script.ts'
import { SITE_STYLE } from './assets/site-style.ts'
import {
  type KeptRun,
  type SiteIndex,
  siteIndexJsonSchema,
  siteIndexSchema,
} from './data/site-index.ts'
import type { SuiteOfRun } from './data/site-run.ts'
import { type Files, INDEX, type SiteStore } from './data/store.ts'
import { atomFeed } from './feeds/atom.ts'
import { badges } from './feeds/badge.ts'
import { metricsFile } from './feeds/metrics.ts'
import { pairsOf } from './history/pairs.ts'
import { historiesOf, runsOf } from './history/read-site.ts'
import { certificateOf, type TargetHistory } from './history/target-history.ts'
import type { Manual } from './manual/manual.ts'
import { comparePages } from './pages/compare-page.ts'
import { comparisonsPage } from './pages/comparisons-page.ts'
import { errataPages } from './pages/errata-page.ts'
import { evidencePageOf } from './pages/evidence-page.ts'
import { feedsPage } from './pages/feeds-page.ts'
import { groupPages } from './pages/group-page.ts'
import { helpPage } from './pages/help-page.ts'
import { overviewPage } from './pages/overview.ts'
import { badgeFile, evidencePage, SCRIPT, STYLE, TABLE, targetPage } from './pages/places.ts'
import { promisePages } from './pages/promise-page.ts'
import { promisesPage } from './pages/promises-page.ts'
import type { Page, SiteView } from './pages/site-view.ts'
import { targetPages } from './pages/target-page.ts'
import { tableOf } from './query/table-of.ts'

/** What a site is built of. */
export interface SiteContent {
  readonly runs: readonly KeptRun[]
  readonly manual: Manual
  /** The suite that judges now. */
  readonly suite: SuiteOfRun
  /** ISO 8601. */
  readonly builtAt: string
  /** Digests of exchanges that show an erratum, by its id. */
  readonly errata: SiteIndex['errata']
}

/**
 * All files of a site: the new ones of its data, and all pages. `isThere` says whether the folder has
 * a file already: pages of exchanges never change, and are not made again. Throws SiteError for data
 * that cannot be read.
 */
export async function buildSite(
  store: SiteStore,
  content: SiteContent,
  isThere: (file: string) => boolean,
): Promise<{ readonly files: Files; readonly kept: ReadonlySet<string> }> {
  const { manual, suite, builtAt, errata } = content
  const runs = runsOf(store, content.runs)
  const histories = historiesOf(runs)
  const pairs = pairsOf(histories)
  const view: SiteView = {
    ...{ builtAt, suite, manual, runs, histories, pairs },
    shownErrata: errata,
  }
  const table = JSON.stringify(tableOf(manual, histories, builtAt))
  const shown = evidencePages(view, store, isThere)
  const pages: readonly Page[] = [
    overviewPage(view),
    promisesPage(view),
    ...groupPages(view),
    ...promisePages(view),
    ...targetPages(view),
    comparisonsPage(view),
    ...comparePages(view),
    ...errataPages(view),
    feedsPage(view),
    helpPage(),
    ...shown.pages,
    ...badges(view),
    atomFeed(view),
    await metricsFile(view),
    [`${TABLE}.json`, `${table}\n`],
    [`${TABLE}.js`, `globalThis.attestTable = ${escaped(table)}\n`],
    [STYLE, SITE_STYLE],
    [SCRIPT, await siteScript()],
    ['index.schema.json', siteIndexJsonSchema()],
    [INDEX, `${JSON.stringify(indexOf(content, histories), undefined, 1)}\n`],
  ]
  return { files: new Map([...store.added, ...pages]), kept: shown.kept }
}

/** JSON is a part of JavaScript; only the ends of lines that it allows in texts are not in old ones. */
function escaped(json: string): string {
  return json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

/** Pages of exchanges that are not there yet, and all that belong to the site. */
function evidencePages(
  { runs, shownErrata }: SiteView,
  store: SiteStore,
  isThere: (file: string) => boolean,
): { readonly pages: Page[]; readonly kept: ReadonlySet<string> } {
  const owners = new Map<string, string | undefined>()
  for (const digest of Object.values(shownErrata)) owners.set(digest, undefined)
  for (const { run, target } of runs) {
    for (const { digest } of Object.values(run.evidence)) owners.set(digest, target)
  }
  const pages = [...owners].flatMap(([digest, target]) =>
    isThere(evidencePage(digest)) ? [] : [evidencePageOf(digest, store.evidence(digest), target)],
  )
  return { pages, kept: new Set([...owners.keys()].map(evidencePage)) }
}

function indexOf(
  { runs, suite, builtAt, errata }: SiteContent,
  histories: readonly TargetHistory[],
): SiteIndex {
  return siteIndexSchema.parse({
    ...{ format: 1, builtAt, suite, runs, errata },
    targets: histories.map((history) => {
      const { id, title, newest, standings } = history
      const certificate = certificateOf(history)
      const promises: Record<string, number> = {}
      for (const { verdict } of standings.values()) promises[verdict] = (promises[verdict] ?? 0) + 1
      return {
        ...{ id, title, promises },
        page: targetPage(id),
        badge: badgeFile(id),
        release: newest.run.release,
        profile: certificate?.profile ?? newest.run.profile,
        verdict: newest.kept.now ?? newest.kept.verdict,
        startedAt: newest.run.startedAt,
        validUntil: certificate?.validUntil ?? null,
      }
    }),
  })
}
