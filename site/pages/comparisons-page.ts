import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import { COMPARISONS, comparePage, PROMISES } from './places.ts'
import { sitePage } from './site-page.ts'
import { minute, type Page, type Pair, type SiteView } from './site-view.ts'

const TITLES: readonly (readonly [Pair['kind'], string])[] = [
  ['releases', 'From release to release'],
  ['real-and-reference', 'The real cloud and the reference cloud of a release'],
  ['in-time', 'From run to run of a cloud'],
]

/** The way to all comparisons. */
export function comparisonsPage({ pairs, histories }: SiteView): Page {
  const [first, second] = histories.map(({ id }) => id)
  const example = `differ:${first ?? 'zed'},${second ?? '2023.1'}`
  const body = html`<h1>Compare two runs</h1>
<p>Two clouds of your choice, promise by promise: <a href="${PROMISES}#q=${encodeURIComponent(example)}">the table with <code>${example}</code></a>.</p>
${TITLES.map(([kind, title]) =>
  section(
    title,
    pairs.filter((pair) => pair.kind === kind),
  ),
)}`
  return [COMPARISONS, sitePage({ path: COMPARISONS, title: 'Compare' }, body)]
}

function section(title: string, pairs: readonly Pair[]): Html {
  if (pairs.length === 0) return NOTHING
  return html`<h2>${title}</h2><ul class="columns">${pairs.map(
    ({ kind, before, after }) =>
      html`<li><a href="${comparePage(before.kept.data, after.kept.data)}">${
        kind === 'in-time'
          ? `${after.run.target.title}: ${minute(before.run.startedAt)} → ${minute(after.run.startedAt)}`
          : `${before.run.target.title} → ${after.run.target.title}`
      }</a></li>`,
  )}</ul>`
}
