import { type Html, html } from '../../reports/text/html.ts'
import { ownValue } from '../../src/own-value.ts'
import { evidenceFor, type TargetHistory } from '../history/target-history.ts'
import { current } from '../history/verdicts-of.ts'
import { type ErratumEntry, type Manual, type PromiseEntry, promisesIn } from '../manual/manual.ts'
import {
  ERRATA,
  errataOf,
  evidencePage,
  linkFrom,
  PROMISES,
  promisePage,
  targetPage,
} from './places.ts'
import { sitePage } from './site-page.ts'
import type { Page, SiteView } from './site-view.ts'

const JUDGED_BY = {
  document: 'the document',
  upstream: 'what upstream answers',
  either: 'either of the two',
} as const

/** The list of all errata, and a page for each document with what they say and who shows them. */
export function errataPages(view: SiteView): Page[] {
  const { manual } = view
  const titled = manual.documents.flatMap(({ id, title }) => {
    const errata = manual.errata.filter(({ of }) => of === id)
    return errata.length === 0 ? [] : [{ id, title, errata }]
  })
  const list = html`<h1>Errata</h1>
<p class="lead">Places where an API document and the releases of OpenStack disagree, and by which of the two readings a cloud is judged.</p>
${titled.map(
  ({ id, title, errata }) => html`<h2><a href="${errataOf(id)}">${title}</a></h2>
<ul class="columns">${errata.map((erratum) => html`<li><a href="${errataOf(id)}#${erratum.id}"><code>${erratum.id}</code></a></li>`)}</ul>`,
)}`
  return [
    [ERRATA, sitePage({ path: ERRATA, title: 'Errata' }, list)],
    ...titled.map(({ id, title, errata }): Page => {
      const path = errataOf(id)
      const body = html`<p class="crumbs"><a href="${linkFrom(path, ERRATA)}">Errata</a></p>
<h1>Errata: ${title}</h1>
${errata.map((erratum) => entry(erratum, view, path))}`
      return [path, sitePage({ path, title: `Errata: ${title}` }, body)]
    }),
  ]
}

function entry(
  erratum: ErratumEntry,
  { histories, manual, shownErrata }: SiteView,
  path: string,
): Html {
  const to = (place: string): string => linkFrom(path, place)
  const { id, operations, document, upstream, releases, holds, seen } = erratum
  const using = histories.filter(({ runs }) => runs.some(({ run }) => run.errata.includes(id)))
  const about = promisesIn(manual).filter(({ errata }) => errata.includes(id))
  const shown = ownValue(shownErrata, id)
  const rows: [string, Html][] = [
    ['Operations', html`${operations.map((one) => html`<code>${one}</code> `)}`],
    ['The document says', html`${document}`],
    ['Upstream answers', html`${upstream}`],
    ['In releases', html`${releases}`],
    ['Judged by', html`${JUDGED_BY[holds]}`],
    ['Seen on', html`${seen.length === 0 ? 'no record' : seen.join('; ')}`],
    ...(shown === undefined
      ? []
      : [
          [
            'A real release',
            html`<a href="${to(evidencePage(shown))}">the exchange that shows it</a>`,
          ] as [string, Html],
        ]),
    [
      'Used here by',
      using.length === 0
        ? html`no cloud on this site`
        : html`${using.map((history) => usedBy(history, id, manual, to))}`,
    ],
    ...(about.length === 0 ? [] : [['Promises', promises(about, id, to)] as [string, Html]]),
  ]
  return html`<section class="erratum" id="${id}"><h3><code>${id}</code></h3>
<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>
`
}

const MOST_NAMED = 6

/** The promises to which an erratum belongs: by name, and all of them by a query. */
function promises(
  about: readonly PromiseEntry[],
  erratum: string,
  to: (place: string) => string,
): Html {
  const named = about
    .slice(0, MOST_NAMED)
    .map(({ id }) => html`<a href="${to(promisePage(id))}"><code>${id}</code></a> `)
  if (about.length <= MOST_NAMED) return html`${named}`
  const query = encodeURIComponent(`erratum:${erratum}`)
  return html`${named}and <a href="${to(PROMISES)}#q=${query}">all ${about.length}</a>`
}

/** A target whose answer the erratum permitted, with the exchange where it was kept. */
function usedBy(
  history: TargetHistory,
  erratum: string,
  manual: Manual,
  to: (place: string) => string,
): Html {
  const link = html`<a href="${to(targetPage(history.id))}">${history.title}</a>`
  for (const promise of promisesIn(manual)) {
    const standing = history.standings.get(promise.id)
    const permitted = standing?.cases.some((each) =>
      current(each).message?.includes(`the erratum ${erratum} permits`),
    )
    const digest = standing && permitted === true ? evidenceFor(standing.run, promise) : undefined
    if (digest === undefined) continue
    return html`${link} (<a href="${to(evidencePage(digest))}#${promise.slug}">exchange</a>) `
  }
  return html`${link} `
}
