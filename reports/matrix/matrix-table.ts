import type { OperationId } from '../../src/openapi/contract.ts'
import { formatRange } from '../../src/openapi/microversion.ts'
import { type OperationLookup, requirementOf } from '../operation-lookup.ts'
import { type Html, html, NOTHING } from '../text/html.ts'
import { cellAnchor, cellCases, type Explanation } from './cell-cases.ts'
import {
  type MatrixCell,
  type MatrixColumn,
  type MatrixRow,
  NO_MICROVERSION,
  type OperationRows,
  type ServiceMatrix,
  type StatusRow,
} from './matrix-data.ts'
import { verdictSign } from './verdict-sign.ts'

/** How many columns of usual width fit on a printed page. */
const WIDE = 30

/** The table of one service. */
export function* matrixTable(
  matrix: ServiceMatrix,
  lookup: OperationLookup,
  explain: Explanation,
): Generator<Html> {
  const { service, columns, operations } = matrix
  yield html`<h2>${service}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${service}: operation, status and microversion"><table class="matrix${columns.length > WIDE ? ' wide' : ''}">
<thead><tr><th scope="col">Operation, status</th><th scope="col">Worst</th>${columns.map(
    (column) =>
      html`<th scope="col"${title(column)}>${column === NO_MICROVERSION ? 'no version' : column}</th>`,
  )}</tr></thead>
`
  for (const operation of operations) yield* operationRows(operation, columns, lookup)
  yield html`
</table></div>
`
  yield* cellCases(matrix, explain)
}

const title = (column: MatrixColumn): Html =>
  column === NO_MICROVERSION
    ? html` title="Cases without a microversion: the service has none, or none is in common with the target"`
    : NOTHING

function* operationRows(
  { id, statuses }: OperationRows,
  columns: readonly MatrixColumn[],
  lookup: OperationLookup,
): Generator<Html> {
  const operation = lookup(id)
  const what = operation
    ? html` <span class="soft small">${operation.method} ${operation.path} · <a href="${operation.link}">${operation.section}</a></span>`
    : NOTHING
  yield html`<tbody>
<tr class="operation"><th scope="rowgroup" colspan="${columns.length + 2}">${id}${what}</th></tr>
`
  for (const status of statuses) yield statusRows(id, status, columns, lookup)
  yield html`</tbody>
`
}

function statusRows(
  operation: OperationId,
  status: StatusRow,
  columns: readonly MatrixColumn[],
  lookup: OperationLookup,
): Html {
  const { requirements } = status
  const anchor = (column: MatrixColumn) => cellAnchor(operation, status.status, column)
  const promises = requirements.length === 1 ? '1 promise' : `${requirements.length} promises`
  const rows = requirements.map((requirement) => {
    const { id, level } = requirement
    const promise = requirement.cells.values().next().value?.cases[0]?.planned
    const known = promise && requirementOf(lookup, promise.operation, id)
    const when = known
      ? html` <span class="when" title="${known.when} (${formatRange(known.range)})">${known.when}</span>`
      : NOTHING
    const slug = id.split(':').slice(2).join(':')
    return html`<tr class="requirement fold"><th scope="row"><code>${slug}</code> ${level}${when}</th>${cells(requirement, columns, anchor)}</tr>
`
  })
  return html`<tr class="status"><th scope="row"><b>${status.status}</b> <span class="soft small">${promises}</span></th>${cells(status, columns, anchor)}</tr>
${rows}`
}

function cells(
  row: MatrixRow,
  columns: readonly MatrixColumn[],
  anchor: (column: MatrixColumn) => string,
): readonly Html[] {
  return [
    html`<td>${verdictSign(row.verdict)}</td>`,
    ...columns.map((column) => {
      const cell = row.cells.get(column)
      return cell ? filled(cell, anchor(column)) : html`<td class="blank">·</td>`
    }),
  ]
}

function filled({ verdict, cases }: MatrixCell, anchor: string): Html {
  const alike = cases.filter((one) => one.verdict === verdict).length
  const count = alike === cases.length ? `${alike}` : `${alike}/${cases.length}`
  const more = cases.length > 1 ? html`<span class="more soft">${count}</span>` : NOTHING
  return html`<td><a href="#${anchor}">${verdictSign(verdict)}${more}</a></td>`
}
