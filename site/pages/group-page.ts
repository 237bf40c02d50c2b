import { type Html, html } from '../../reports/text/html.ts'
import type { TargetHistory } from '../history/target-history.ts'
import type { OperationEntry, PromiseEntry, PromiseGroup } from '../manual/manual.ts'
import { groupPage, linkFrom, PROMISES, promisePage, targetPage } from './places.ts'
import { sitePage } from './site-page.ts'
import type { Page, SiteView } from './site-view.ts'
import { verdictSign } from './verdict-mark.ts'

/** The promises of an operation and status × targets, without any script. */
export function groupPages({ manual, histories }: SiteView): Page[] {
  return manual.operations.flatMap((operation) =>
    operation.groups.map((group): Page => {
      const path = groupPage(group.key)
      const title = `${operation.id} ${group.status}`
      return [path, sitePage({ path, title }, body(operation, group, histories, path))]
    }),
  )
}

function body(
  operation: OperationEntry,
  group: PromiseGroup,
  histories: readonly TargetHistory[],
  path: string,
): Html {
  const to = (place: string): string => linkFrom(path, place)
  return html`<p class="crumbs"><a href="${to(PROMISES)}">Promises</a> › ${operation.id}</p>
<h1><code>${operation.id}</code> answers ${group.status}</h1>
<p>${operation.summary}: <code>${operation.method} ${operation.path}</code> (<a href="${operation.link}">the document</a>). Other statuses: ${operation.groups
    .filter(({ status }) => status !== group.status)
    .map(({ key, status }) => html`<a href="${to(groupPage(key))}">${status}</a> `)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Promises and clouds"><table class="grid">
<thead><tr><th scope="col">Promise</th>${histories.map(({ id, title }) => html`<th scope="col" class="turned"><a href="${to(targetPage(id))}">${title}</a></th>`)}</tr></thead>
<tbody>
${group.promises.map((promise) => row(promise, histories, to))}</tbody></table></div>
<p class="soft">A cell leads to the cases of that cloud, and from there to the exchange. Empty: not planned there.</p>`
}

function row(
  { id, slug, when, level }: PromiseEntry,
  histories: readonly TargetHistory[],
  to: (place: string) => string,
): Html {
  const page = to(promisePage(id))
  const cells = histories.map((history) => {
    const standing = history.standings.get(id)
    if (standing === undefined) return html`<td></td>`
    return html`<td class="${standing.verdict}"><a href="${page}#${history.id}">${verdictSign(standing.verdict)}</a></td>`
  })
  return html`<tr><th scope="row"><a href="${page}"><code>${slug}</code></a>${level === 'SHOULD' ? html` <span class="level">SHOULD</span>` : html``}<br><span class="small soft">when ${when}</span></th>${cells}</tr>
`
}
