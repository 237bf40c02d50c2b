import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { type Html, html } from '../text/html.ts'
import { VERDICT_SIGNS, VERDICT_WORDS } from '../text/verdict-signs.ts'

/** The sign of a verdict, with its word for people who do not see the colour. */
export function verdictSign(verdict: CaseVerdict): Html {
  return html`<span class="v ${verdict}" role="img" aria-label="${VERDICT_WORDS[verdict]}">${VERDICT_SIGNS[verdict]}</span>`
}
