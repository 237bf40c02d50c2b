import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { isDecisive, recommendationsTitle } from '../recommendations.ts'
import { grouped } from '../results/grouped.ts'
import { type Html, html } from '../text/html.ts'
import { VERDICT_WORDS } from '../text/verdict-signs.ts'
import { verdictSign } from './verdict-sign.ts'

const LISTED: readonly CaseVerdict[] = ['failed', 'error', 'not-tested', 'waived', 'not-applicable']

/**
 * Every case that was not passed, with its reason; cases of one requirement with the same reason
 * are in one line. Recommendations that are not part of the verdict are in a separate list.
 */
export function* notPassed({
  cases,
  strict,
}: Pick<RunRecord, 'cases' | 'strict'>): Generator<Html> {
  const decides = isDecisive(strict)
  const unfollowed = (each: CaseRecord) => each.verdict === 'failed' && !decides(each)
  yield* list(
    'Not passed, and why',
    cases.filter((each) => !unfollowed(each)),
  )
  yield* list(recommendationsTitle, cases.filter(unfollowed))
}

function* list(title: string, cases: readonly CaseRecord[]): Generator<Html> {
  const listed = LISTED.flatMap((verdict) => cases.filter((each) => each.verdict === verdict))
  if (listed.length === 0) return
  const groups = grouped(listed, ({ planned, verdict, reason }) =>
    JSON.stringify([verdict, planned.requirement, planned.persona, reason]),
  )
  yield html`<h2>${title}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="list small"><thead><tr><th scope="col">Verdict</th><th scope="col">Promise</th><th scope="col">Persona</th><th scope="col">At</th><th scope="col">Reason</th></tr></thead><tbody>
`
  for (const group of groups.values()) yield line(group)
  yield html`</tbody></table></div>
`
}

function line(cases: readonly [CaseRecord, ...CaseRecord[]]): Html {
  const [{ planned, verdict, reason }] = cases
  const versions = cases.map((each) => each.planned.microversion ?? 'no version').join(', ')
  return html`<tr><td>${verdictSign(verdict)} ${VERDICT_WORDS[verdict]}</td><td class="mono">${planned.requirement}</td><td>${planned.persona}</td><td class="wraps">${versions}</td><td class="wraps">${reason ? html`<code>${reason.code}</code> ${reason.message}` : ''}</td></tr>
`
}
