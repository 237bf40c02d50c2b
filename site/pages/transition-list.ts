import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import type { Transition } from '../history/transitions.ts'
import { comparePage, linkFrom, promisePage, targetPage } from './places.ts'
import { day } from './site-view.ts'
import { causeMark, verdictMark } from './verdict-mark.ts'

/** Changes of verdicts with their causes, each with the way to both runs. `page` is where the list is. */
export function transitionList(transitions: readonly Transition[], page: string): Html {
  if (transitions.length === 0) {
    return html`<p>Nothing has changed from one run to the next.</p>`
  }
  const to = (place: string): string => linkFrom(page, place)
  const rows = transitions.map(
    ({ target, promise, from, to: now, cause, before, after, reason }) => {
      const compared = comparePage(before.kept.data, after.kept.data)
      return html`<tr><td data-head="Run"><a href="${to(compared)}"><time datetime="${after.run.startedAt}">${day(after.run.startedAt)}</time></a></td>
<td data-head="Cloud"><a href="${to(targetPage(target))}">${after.run.target.title}</a></td>
<td data-head="Promise"><a href="${to(promisePage(promise))}#${target}"><code>${promise}</code></a>${reason === null ? NOTHING : html`<br><span class="small soft">${reason}</span>`}</td>
<td data-head="Change">${verdictMark(from)} → ${verdictMark(now)}</td>
<td data-head="Because">${causeMark(cause)}</td></tr>
`
    },
  )
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Changes"><table class="list cards">
<thead><tr>${['Run', 'Cloud', 'Promise', 'Change', 'Because'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows}</tbody></table></div>`
}
