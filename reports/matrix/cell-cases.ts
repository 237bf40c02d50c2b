import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import type { OperationId } from '../../src/openapi/contract.ts'
import type { Fact } from '../failures/failure-facts.ts'
import { WORST_FIRST } from '../results/requirement-verdict.ts'
import { type Html, html, NOTHING } from '../text/html.ts'
import { VERDICT_SIGNS, VERDICT_WORDS } from '../text/verdict-signs.ts'
import type { MatrixCell, MatrixColumn, ServiceMatrix } from './matrix-data.ts'

/** Facts about a case beside its reason; most have none. */
export type Explanation = (record: CaseRecord) => readonly Fact[]

/** The anchor of a cell's list of cases, for the link in the cell and the list. */
export function cellAnchor(operation: OperationId, status: number, column: MatrixColumn): string {
  return `${operation}-${status}-${column}`
}

/**
 * The cases of each cell, in one list per cell that is shown on a click: the style hides every list
 * except the one in the address, so the page needs no script.
 */
export function* cellCases({ operations }: ServiceMatrix, explain: Explanation): Generator<Html> {
  for (const { id, statuses } of operations) {
    for (const { status, cells } of statuses) {
      for (const [column, cell] of cells) yield list(id, status, column, cell, explain)
    }
  }
}

function list(
  operation: OperationId,
  status: number,
  column: MatrixColumn,
  { cases }: MatrixCell,
  explain: Explanation,
): Html {
  const anchor = cellAnchor(operation, status, column)
  return html`<section class="cases" id="${anchor}" aria-label="Cases of ${operation} ${status} at ${column}">
<h3>${operation} ${status} at ${column} <a class="small" href="#details">close</a></h3>
<table class="list small"><tbody>${worstFirst(cases).map((one) => line(one, explain(one)))}</tbody></table></section>
`
}

/** The worst verdicts first; within a verdict, the order of the plan. */
function worstFirst(cases: readonly CaseRecord[]): readonly CaseRecord[] {
  const rank = ({ verdict }: CaseRecord) => WORST_FIRST.indexOf(verdict)
  return cases.toSorted((a, b) => rank(a) - rank(b))
}

function line(record: CaseRecord, facts: readonly Fact[]): Html {
  const { planned, verdict, reason, durationMs, answers } = record
  const why = reason
    ? html`<code>${reason.code}</code> ${reason.message}`
    : html`${firstOf(answers)}`
  return html`<tr><td><span class="v ${verdict}">${VERDICT_SIGNS[verdict]}</span> ${VERDICT_WORDS[verdict]}</td><td class="mono wraps">${planned.id}</td><td>${planned.persona}</td><td>${durationMs} ms</td><td class="wraps">${why}</td></tr>
${facts.length === 0 ? NOTHING : explained(facts)}`
}

function explained(facts: readonly Fact[]): Html {
  return html`<tr><td class="wraps" colspan="5"><details><summary>What was sent, what came, what differs</summary><dl class="facts">${facts.map(
    ({ name, lines, link }) =>
      html`<dt>${name}</dt><dd>${lines.map((text) => html`<div>${text}</div>`)}${link === undefined ? NOTHING : html`<div><a href="${link}">${link}</a></div>`}</dd>`,
  )}</dl></details></td></tr>
`
}

const ANSWERS_SHOWN = 4

function firstOf(answers: readonly string[]): string {
  const shown = answers.slice(0, ANSWERS_SHOWN)
  return [...shown, ...(answers.length > shown.length ? ['…'] : [])].join(', ')
}
