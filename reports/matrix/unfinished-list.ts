import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { attemptLine, attemptsOf, UNFINISHED_TITLE } from '../beside-the-cases.ts'
import { type Html, html } from '../text/html.ts'

/** Every attempt at a case that was interrupted, and the violation that it saw. */
export function* unfinishedList({ cases }: Pick<RunRecord, 'cases'>): Generator<Html> {
  const attempts = attemptsOf(cases)
  if (attempts.length === 0) return
  yield html`<h2>${UNFINISHED_TITLE}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${UNFINISHED_TITLE}"><table class="list small"><thead><tr><th scope="col">Case</th><th scope="col">Attempt</th></tr></thead><tbody>
`
  for (const { of, attempt } of attempts) {
    yield html`<tr><td class="mono">${of.planned.id}</td><td class="wraps">${attemptLine(attempt)}</td></tr>
`
  }
  yield html`</tbody></table></div>
`
}
