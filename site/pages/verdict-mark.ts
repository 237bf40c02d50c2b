import { type Html, html } from '../../reports/text/html.ts'
import { VERDICT_SIGNS, VERDICT_WORDS } from '../../reports/text/verdict-signs.ts'
import type { CaseVerdict, RunVerdict } from '../../src/judge/verdict.ts'
import type { Cause } from '../history/attribution.ts'

/** A verdict with its sign and its word. */
export function verdictMark(verdict: CaseVerdict): Html {
  return html`<span class="mark ${verdict}"><span aria-hidden="true">${VERDICT_SIGNS[verdict]}</span> ${VERDICT_WORDS[verdict]}</span>`
}

/** A verdict in a cell of a table, where the column has little room. */
export function verdictSign(verdict: CaseVerdict): Html {
  return html`<span aria-hidden="true">${VERDICT_SIGNS[verdict]}</span><span class="unseen">${VERDICT_WORDS[verdict]}</span>`
}

export function runMark(verdict: RunVerdict): Html {
  return html`<span class="badge ${verdict}">${verdict}</span>`
}

const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  cloud: 'the cloud changed',
  suite: 'the suite changed',
  both: 'cloud and suite changed',
  run: 'the run could not test it, or waived it',
  unknown: 'not known: other suites, and no exchanges kept to judge again',
}

export function causeMark(cause: Cause): Html {
  return html`<span class="cause ${cause}">${CAUSE_WORDS[cause]}</span>`
}

export function causeWords(cause: Cause): string {
  return CAUSE_WORDS[cause]
}
