import { WORST_FIRST } from '../../reports/results/requirement-verdict.ts'
import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import { evidenceFor, type TargetHistory } from '../history/target-history.ts'
import { current } from '../history/verdicts-of.ts'
import { type Manual, promisesIn } from '../manual/manual.ts'
import { evidencePage, linkFrom, promisePage } from './places.ts'
import { verdictMark } from './verdict-mark.ts'

const FINE: ReadonlySet<string> = new Set(['passed', 'not-applicable'])

/** The promises that a target does not keep as it was tested last, from the worst, with the reason. */
export function brokenNow(history: TargetHistory, manual: Manual, page: string): Html {
  const to = (place: string): string => linkFrom(page, place)
  const { standings, newest } = history
  const broken = promisesIn(manual)
    .flatMap((promise) => {
      const standing = standings.get(promise.id)
      return standing === undefined || FINE.has(standing.verdict) ? [] : [{ promise, standing }]
    })
    .toSorted(
      (a, b) => WORST_FIRST.indexOf(a.standing.verdict) - WORST_FIRST.indexOf(b.standing.verdict),
    )
  if (broken.length === 0)
    return html`<p>Nothing: each promise that was tested is kept, or does not apply.</p>`
  const rows = broken.map(({ promise, standing: { verdict, cases, run } }) => {
    const shown = evidenceFor(run, promise)
    const worst = cases.map(current).find((told) => told.verdict === verdict)
    return html`<tr><td data-head="Verdict">${verdictMark(verdict)}</td>
<th scope="row"><a href="${to(promisePage(promise.id))}#${history.id}"><code>${promise.id}</code></a><br><span class="small soft">${promise.status} when ${promise.when}</span></th>
<td data-head="Why">${worst?.code == null ? NOTHING : html`${worst.code}: ${worst.message ?? ''}`}</td>
<td data-head="Evidence">${shown === undefined ? html`<span class="soft">none</span>` : html`<a href="${to(evidencePage(shown))}#${promise.slug}">the exchange</a>`}</td></tr>
`
  })
  return html`${findings(newest.run.findings)}<div class="scroll" tabindex="0" role="region" aria-label="Not kept"><table class="list cards"><thead><tr>${['Verdict', 'Promise', 'Why', 'Evidence'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></div>`
}

function findings(all: TargetHistory['newest']['run']['findings']): Html {
  if (all.length === 0) return NOTHING
  return html`<p>Causes in the newest run:</p><ul>${all.map(({ title, promises }) => html`<li>${title} <span class="soft">(${promises} promises)</span></li>`)}</ul>`
}
