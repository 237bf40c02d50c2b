import type { OperationId } from '../../src/openapi/contract.ts'
import { type Html, html } from '../html.ts'
import type { CaseRecord } from '../run-record.ts'
import { VERDICT_SIGNS, VERDICT_WORDS } from '../verdict-signs.ts'
import type { MatrixCell, MatrixColumn, ServiceMatrix } from './matrix-data.ts'

/** The anchor of a cell's cases, the same in the cell's link and in its list. */
export function cellAnchor(operation: OperationId, status: number, column: MatrixColumn): string {
  return `${operation}-${status}-${column}`
}

/**
 * The cases of each cell, one list a cell, shown when its cell is clicked: the style hides every
 * list but the one that the address names, so that the page needs no script.
 */
export function cellCases({ operations }: ServiceMatrix): readonly Html[] {
  return operations.flatMap(({ id, statuses }) =>
    statuses.flatMap(({ status, cells }) =>
      [...cells].map(([column, cell]) => list(id, status, column, cell)),
    ),
  )
}

function list(
  operation: OperationId,
  status: number,
  column: MatrixColumn,
  { cases }: MatrixCell,
): Html {
  const anchor = cellAnchor(operation, status, column)
  return html`<section class="cases" id="${anchor}" aria-label="Cases of ${operation} ${status} at ${column}">
<h3>${operation} ${status} at ${column} <a class="small" href="#details">close</a></h3>
<table class="list small"><tbody>${cases.map(line)}</tbody></table></section>
`
}

function line({ planned, verdict, reason, durationMs, exchanges }: CaseRecord): Html {
  const why = reason
    ? html`<code>${reason.code}</code> ${reason.message}`
    : html`${answers(exchanges)}`
  return html`<tr><td><span class="v ${verdict}">${VERDICT_SIGNS[verdict]}</span> ${VERDICT_WORDS[verdict]}</td><td class="mono wraps">${planned.id}</td><td>${planned.persona}</td><td>${durationMs} ms</td><td class="wraps">${why}</td></tr>
`
}

const EXCHANGES_SHOWN = 4

/** What was asked under test, and answered. */
function answers(exchanges: CaseRecord['exchanges']): string {
  const asked = exchanges.flatMap(({ phase, exchange: { request, response } }) =>
    phase === 'act' ? [`${request.method} ${response?.status ?? 'no answer'}`] : [],
  )
  const shown = asked.slice(0, EXCHANGES_SHOWN)
  return [...shown, ...(asked.length > shown.length ? ['…'] : [])].join(', ')
}
