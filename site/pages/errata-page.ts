import { type Html, html } from '../../reports/text/html.ts'
import { ownValue } from '../../src/own-value.ts'
import { evidenceFor, type TargetHistory } from '../history/target-history.ts'
import { current } from '../history/verdicts-of.ts'
import { type ErratumEntry, type Manual, type PromiseEntry, promisesIn } from '../manual/manual.ts'
import { ERRATA, evidencePage, PROMISES, promisePage, targetPage } from './places.ts'
import { sitePage } from './site-page.ts'
import type { Page, SiteView } from './site-view.ts'

const JUDGED_BY = {
  document: 'the document',
  upstream: 'what upstream answers',
  either: 'either of the two',
} as const

/** Where documents and releases disagree, which targets show it, and the exchanges that do. */
export function errataPage(view: SiteView): Page {
  const { manual } = view
  const titles = [...new Set(manual.errata.map(({ title }) => title))]
  const body = html`<h1>Errata</h1>
<p class="lead">Places where an API document and the releases of OpenStack disagree, and by which of the two readings a cloud is judged.</p>
${titles.map((title) => html`<h2>${title}</h2>
${manual.errata.filter((each) => each.title === title).map((erratum) => entry(erratum, view))}`)}`
  return [ERRATA, sitePage({ path: ERRATA, title: 'Errata' }, body)]
}

function entry(erratum: ErratumEntry, { histories, manual, shownErrata }: SiteView): Html {
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
      : [['A real release', html`<a href="${evidencePage(shown)}">the exchange that shows it</a>`] as [string, Html]]),
    [
      'Used here by',
      using.length === 0
        ? html`no cloud on this site`
        : html`${using.map((history) => usedBy(history, id, manual))}`,
    ],
    ...(about.length === 0
      ? []
      : [['Promises', promises(about, id)] as [string, Html]]),
  ]
  return html`<section class="erratum" id="${id}"><h3><code>${id}</code></h3>
<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>
`
}

const MOST_NAMED = 6

/** The promises to which an erratum belongs: by name, and all of them by a query. */
function promises(about: readonly PromiseEntry[], erratum: string): Html {
  const named = about
    .slice(0, MOST_NAMED)
    .map(({ id }) => html`<a href="${promisePage(id)}"><code>${id}</code></a> `)
  if (about.length <= MOST_NAMED) return html`${named}`
  const query = encodeURIComponent(`erratum:${erratum}`)
  return html`${named}and <a href="${PROMISES}#q=${query}">all ${about.length}</a>`
}

/** A target whose answer the erratum permitted, with the exchange where it was kept. */
function usedBy(history: TargetHistory, erratum: string, manual: Manual): Html {
  const link = html`<a href="${targetPage(history.id)}">${history.title}</a>`
  for (const promise of promisesIn(manual)) {
    const standing = history.standings.get(promise.id)
    const permitted = standing?.cases.some((each) =>
      current(each).message?.includes(`the erratum ${erratum} permits`),
    )
    const digest = standing && permitted === true ? evidenceFor(standing.run, promise) : undefined
    if (digest === undefined) continue
    return html`${link} (<a href="${evidencePage(digest)}#${promise.slug}">exchange</a>) `
  }
  return html`${link} `
}
