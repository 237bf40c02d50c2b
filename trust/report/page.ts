import { type Html, html } from '../../reports/text/html.ts'
import { staticPage } from '../../reports/text/static-page.ts'
import { KINDS } from '../fault.ts'
import { blindOf, type FaultRow, type KillMatrix, type RequirementRow } from './kill-matrix.ts'

/** The kill matrix as a page that needs nothing else: a row for each fault, what failed in it. */
export function killMatrixPage(matrix: KillMatrix): string {
  const { faults, requirements } = matrix
  const killed = faults.filter(({ fate }) => fate === 'killed').length
  const body = html`<main>
<h1>Kill matrix</h1>
<p>${killed} of ${faults.length} faults killed in a requirement that they violate;
${requirements.length - blindOf(matrix).length} of ${requirements.length} requirements seen to fail.</p>
<p><label for="wanted">Show what holds</label> <input id="wanted" placeholder="part of a fault or requirement" size="50"></p>
<table>
<thead><tr><th scope="col">fault</th><th scope="col">fate</th><th scope="col">requirements that failed; <b>those violated</b> first</th></tr></thead>
${KINDS.flatMap((kind) => section(kind, matrix))}
</table>
<h2>Requirements</h2>
<table>
<thead><tr><th scope="col">requirement</th><th scope="col">level</th><th scope="col">violated by</th><th scope="col">seen to fail under</th></tr></thead>
<tbody>
${requirements.map(requirementRow)}
</tbody>
</table>
</main>`
  return staticPage({ title: 'Kill matrix', style: STYLE, script: SCRIPT }, body)
}

function requirementRow({ id, level, violatedBy, failedUnder }: RequirementRow): Html {
  const more = failedUnder.length > 5 ? ` and ${failedUnder.length - 5} more` : ''
  return html`<tr class="${failedUnder.length === 0 ? 'blind' : ''}"><td>${id}</td><td>${level}</td><td>${violatedBy}</td><td>${failedUnder.slice(0, 5).join(', ')}${more}</td></tr>
`
}

function section(kind: string, { faults }: KillMatrix): Html[] {
  const rows = faults.filter((row) => row.kind === kind)
  if (rows.length === 0) return []
  return [
    html`<tbody>
<tr class="kind"><th colspan="3" scope="rowgroup">${kind}: ${rows.length}</th></tr>
${rows.map(rowOf)}
</tbody>
`,
  ]
}

function rowOf({ id, sentence, fate, violates, verdicts, reason }: FaultRow): Html {
  const failed = Object.keys(verdicts).filter((one) => verdicts[one] === 'failed')
  const own = failed.filter((one) => violates.includes(one)).map((one) => html`<b>${one}</b> `)
  const others = failed.filter((one) => !violates.includes(one)).map((one) => html`${one} `)
  return html`<tr class="${fate}"><td><code>${id}</code><br>${sentence}</td><td>${fate}</td><td title="${reason ?? ''}">${own}${others}</td></tr>
`
}

const STYLE = `
body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; color: #222 }
table { border-collapse: collapse; margin-bottom: 2em }
td, th { border-bottom: 1px solid #ddd; padding: .3em .6em; text-align: left; vertical-align: top }
tr.kind th { background: #eef; }
tr.survived td, tr.unmet td, tr.broken td, tr.blind td { background: #fdd }
tr.untried td { color: #666 }
b { color: #060; font-weight: 600 }
`

const SCRIPT = `
document.getElementById('wanted').addEventListener('input', (event) => {
  const wanted = event.target.value.toLowerCase()
  for (const row of document.querySelectorAll('tbody tr:not(.kind)')) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted)
  }
})
`
