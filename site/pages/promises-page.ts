import { type Html, html } from '../../reports/text/html.ts'
import type { TargetHistory } from '../history/target-history.ts'
import type { OperationEntry, PromiseGroup } from '../manual/manual.ts'
import { groupPage, linkFrom, PROMISES, QUESTIONS, TABLE, targetPage } from './places.ts'
import { countsFor } from './promise-counts.ts'
import { sitePage } from './site-page.ts'
import type { Page, SiteView } from './site-view.ts'
import { verdictSign } from './verdict-mark.ts'

/** As many columns keep the page below its bound; others are shown by a query. */
const MOST_COLUMNS = 20

/**
 * The table of promises × targets. Each row is an operation with a status; a script opens it to its
 * promises and answers queries. Without a script, a row leads to a page with its promises.
 */
export function promisesPage({ manual, histories }: SiteView): Page {
  const shown = histories.slice(0, MOST_COLUMNS)
  const left = histories.length - shown.length
  const body = html`<h1>Promises and clouds</h1>
<form class="query" role="search"><label for="query">Query</label><input id="query" name="q" type="search" autocomplete="off" spellcheck="false" placeholder="zed:pass &amp; 2026.1:fail" list="examples"><datalist id="examples">${EXAMPLES.map((one) => html`<option value="${one}">`)}</datalist>
<label class="check"><input id="differences" type="checkbox"> Differences only</label><button id="open-all" type="button">Open all</button></form>
<p id="told" class="small" role="status"><a href="${QUESTIONS}#queries">How queries are written</a>. Keys: <kbd>/</kbd> query, arrows move, <kbd>Enter</kbd> opens.</p>
${left === 0 ? html`` : html`<p class="small">${left} more clouds are shown by a query such as <code>target:${shown[0]?.id ?? ''}</code>.</p>`}
<div class="scroll" id="table" tabindex="0" role="region" aria-label="Promises and clouds" data-table="${TABLE}.js"><table class="grid">
<thead><tr><th scope="col">Operation, status</th>${shown.map(({ id, title }) => html`<th scope="col" class="turned"><a href="${targetPage(id)}">${title}</a></th>`)}</tr></thead>
${manual.operations.map((operation) => operationRows(operation, shown))}</table></div>`
  return [PROMISES, sitePage({ path: PROMISES, title: 'Promises', script: true }, body)]
}

const EXAMPLES = [
  'any:fail',
  'level:must & any:fail',
  'operation:compute.attach status:202',
  'differ:all',
]

function operationRows(operation: OperationEntry, histories: readonly TargetHistory[]): Html {
  return html`<tbody><tr class="operation"><th scope="rowgroup" colspan="${histories.length + 1}"><code>${operation.id}</code> <span class="soft small">${operation.summary}</span></th></tr>
${operation.groups.map((group) => groupRow(group, histories))}</tbody>
`
}

function groupRow(group: PromiseGroup, histories: readonly TargetHistory[]): Html {
  const page = linkFrom(PROMISES, groupPage(group.key))
  const cells = histories.map((history) => {
    const { worst, by } = countsFor(history, group.promises)
    if (worst === undefined) return html`<td></td>`
    return html`<td class="${worst}">${verdictSign(worst)}<small>${by[worst] ?? 0}</small></td>`
  })
  return html`<tr class="group" data-group="${group.key}"><th scope="row"><a href="${page}">${group.status}</a> <small>${group.promises.length}</small></th>${cells}</tr>
`
}
