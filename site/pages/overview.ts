import { counted } from '../../reports/findings/finding-facts.ts'
import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import { VERDICT_WORDS } from '../../reports/text/verdict-signs.ts'
import { CASE_VERDICTS } from '../../src/judge/verdict.ts'
import { certificateOf, type TargetHistory } from '../history/target-history.ts'
import type { Manual, PromiseEntry } from '../manual/manual.ts'
import { badgeFile, FEED, OVERVIEW, PROMISES, targetPage } from './places.ts'
import { countsFor, type PromiseCounts } from './promise-counts.ts'
import { sitePage } from './site-page.ts'
import { day, minute, type Page, type SiteView } from './site-view.ts'
import { transitionList } from './transition-list.ts'
import { runMark, verdictMark } from './verdict-mark.ts'

const LATELY = 12

/** The first page: targets × documents, and what changed lately. */
export function overviewPage(view: SiteView): Page {
  const { manual, histories, runs, builtAt, suite } = view
  const tested = manual.documents.filter((document) =>
    histories.some((history) => countsFor(history, promisesOf(manual, document.id)).tested > 0),
  )
  const head = [
    ...['Cloud', 'Release'],
    ...tested.map(({ title }) => title),
    ...['Profile', 'Last run', 'Certificate until', 'Badge'],
  ]
  const changes = histories
    .flatMap(({ transitions }) => transitions)
    .toSorted((a, b) => (a.after.run.startedAt < b.after.run.startedAt ? 1 : -1))
  const body = html`<h1>Which cloud keeps which promise</h1>
<p class="lead">${counted(histories.length, 'cloud')}, ${counted(runs.length, 'run')}, ${manual.operations.flatMap(({ groups }) => groups).reduce((sum, { promises }) => sum + promises.length, 0)} promises of ${manual.documents.length} API documents. Built ${minute(builtAt)} UTC by Attest ${suite.version}.</p>
<p><a href="${PROMISES}">The table of all promises</a> answers questions such as <code>zed:pass &amp; 2026.1:na</code>.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Clouds and documents"><table class="list cards">
<thead><tr>${head.map((name) => html`<th scope="col"${name === 'Badge' ? html` class="picture"` : NOTHING}>${name}</th>`)}</tr></thead>
<tbody>
${histories.map((history) =>
  row(
    history,
    tested.map(({ id, title }) => [title, promisesOf(manual, id)] as const),
  ),
)}</tbody>
</table></div>
<h2>What changed lately</h2>
${transitionList(changes.slice(0, LATELY), OVERVIEW)}
<p class="soft">The <a href="${FEED}">Atom feed</a> has each change.</p>`
  return [OVERVIEW, sitePage({ path: OVERVIEW, title: 'Clouds' }, body)]
}

function promisesOf({ operations }: Manual, document: string): readonly PromiseEntry[] {
  return operations
    .filter((operation) => operation.document === document)
    .flatMap(({ groups }) => groups.flatMap(({ promises }) => promises))
}

function row(
  history: TargetHistory,
  documents: readonly (readonly [string, readonly PromiseEntry[]])[],
): Html {
  const { id, newest, title } = history
  const { run, kept } = newest
  const certificate = certificateOf(history)
  const until = certificate?.validUntil
  return html`<tr><th scope="row"><a href="${targetPage(id)}">${title}</a>${run.label === null ? NOTHING : html`<br><span class="soft small">${run.label}</span>`}</th>
<td data-head="Release">${run.release ?? '–'}</td>
${documents.map(([name, promises]) => html`<td data-head="${name}">${countsCell(countsFor(history, promises))}</td>`)}
<td data-head="Profile">${certificate?.profile ?? run.profile ?? '–'}</td>
<td data-head="Last run">${runMark(kept.now ?? kept.verdict)} <time datetime="${run.startedAt}">${day(run.startedAt)}</time></td>
<td data-head="Certificate until">${until === undefined ? html`<span class="soft">none</span>` : html`<time class="until" datetime="${until}">${day(until)}</time>`}</td>
<td class="picture" data-head="Badge"><img src="${badgeFile(id)}" alt="Badge of ${title}" height="20" loading="lazy"></td></tr>
`
}

/** The worst verdict with the number of promises that were tested. */
function countsCell({ worst, tested, of, by }: PromiseCounts): Html {
  if (worst === undefined) return html`<span class="soft">not tested</span>`
  const others = CASE_VERDICTS.filter((verdict) => (by[verdict] ?? 0) > 0)
    .map((verdict) => `${by[verdict]} ${VERDICT_WORDS[verdict]}`)
    .join(', ')
  return html`${verdictMark(worst)} <span class="small soft">${others}; ${tested} of ${of}</span>`
}
