import { html } from '../../reports/text/html.ts'
import { VERDICT_WORDS } from '../../reports/text/verdict-signs.ts'
import { CASE_VERDICTS } from '../../src/judge/verdict.ts'
import { CAUSES } from '../history/attribution.ts'
import { ERRATA, OVERVIEW, PROMISES, QUESTIONS } from './places.ts'
import { sitePage } from './site-page.ts'
import type { Page } from './site-view.ts'
import { causeWords, verdictMark } from './verdict-mark.ts'

const TERMS: readonly (readonly [string, string])[] = [
  [
    'zed:pass',
    'a cloud of this name, or of this release, keeps it; * stands for anything, any for any cloud',
  ],
  ['differ:zed,2025.1', 'these clouds end otherwise; differ:all: the shown ones'],
  ['target:reference-*', 'show these clouds only'],
  ['level:must', 'the level, MUST or SHOULD'],
  ['operation:compute.attach', 'the operation'],
  ['service:compute', 'the service'],
  ['status:4xx', 'the status that is promised'],
  ['as:reader', 'the persona that asks'],
  ['at:2.89', 'it holds at this microversion'],
  ['erratum:compute*', 'an erratum belongs to it'],
  ['since:2026-10-01', 'its verdict has changed since this day; until: before it'],
  ['cause:suite', 'the cause of its last change'],
  ['multiattach', 'the word is in its id or its sentence; "two words" in quotes'],
]

/** How to read the pages, and how queries are written. */
export function helpPage(): Page {
  const body = html`<h1>How to read this site</h1>
<h2 id="verdicts">Verdicts</h2>
<ul>${CASE_VERDICTS.map((verdict) => html`<li>${verdictMark(verdict)} ${MEANINGS[verdict]}</li>`)}</ul>
<p>The verdict of a promise is the worst of its cases: one at each microversion at which the answer may change. A cell without a verdict was not planned there.</p>
<h2 id="then-and-now">Then and now</h2>
<p>Each run was judged on its day. Each run whose exchanges were published was judged again by today’s suite on the recorded answers. Where the two differ, both are shown. So a change from one run to the next has a cause:</p>
<ul>${CAUSES.map((cause) => html`<li><b>${cause}</b>: ${causeWords(cause)}</li>`)}</ul>
<h2 id="queries">Queries</h2>
<p>On <a href="${PROMISES}">the table of promises</a> and in <code>attest query</code>. Terms are joined by <code>&amp;</code> (or a blank) and <code>|</code>, with <code>!</code> before what must not be, and parentheses: <code>zed:pass &amp; !(2026.1:pass | 2026.1:na)</code>.</p>
<table class="list cards"><thead><tr><th scope="col">Term</th><th scope="col">Promises of which</th></tr></thead><tbody>${TERMS.map(([term, meaning]) => html`<tr><td data-head="Term"><code>${term}</code></td><td data-head="Promises of which">${meaning}</td></tr>`)}</tbody></table>
<p>Verdicts are written ${CASE_VERDICTS.map((verdict) => html`<code>${verdict}</code> (${VERDICT_WORDS[verdict]}), `)}and shorter <code>pass</code>, <code>fail</code>, <code>untested</code>, <code>na</code>; <code>missing</code>: never planned.</p>
<h2 id="evidence">Evidence</h2>
<p>A cell leads to the cases of its cloud, and from there one click leads to the exchange: request, answer, and what is wrong with it. Runs that were published as results have none. <a href="${ERRATA}">Errata</a> say where documents and releases disagree. <a href="${OVERVIEW}">All clouds</a>.</p>`
  return [QUESTIONS, sitePage({ path: QUESTIONS, title: 'Help' }, body)]
}

const MEANINGS = {
  passed: 'the cloud did what is required, and every answer had the documented form',
  failed: 'it did not',
  error: 'the case could not be completed; no fault of the cloud',
  'not-tested': 'something was missing: a persona, a feature, a state',
  'not-applicable': 'the promise is not about this cloud',
  waived: 'a failure that somebody has accepted until a date',
} as const
