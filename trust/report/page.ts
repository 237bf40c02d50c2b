import { KINDS } from '../fault.ts'
import { blindOf, type FaultRow, type KillMatrix } from './kill-matrix.ts'

/** The kill matrix as a page that needs nothing else: a row for each fault, what failed in it. */
export function killMatrixPage(matrix: KillMatrix): string {
  const { faults, requirements } = matrix
  const killed = faults.filter(({ fate }) => fate === 'killed').length
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Attest: kill matrix</title>
<style>${STYLE}</style>
<h1>Kill matrix</h1>
<p>${killed} of ${faults.length} faults killed in a requirement that they violate;
${requirements.length - blindOf(matrix).length} of ${requirements.length} requirements seen to fail.</p>
<p><input id="wanted" placeholder="part of a fault or requirement" size="50"></p>
<table>
<thead><tr><th>fault<th>fate<th>requirements that failed; <i>those violated</i> first</thead>
${KINDS.map((kind) => section(kind, matrix)).join('\n')}
</table>
<h2>Requirements</h2>
<table>
<thead><tr><th>requirement<th>level<th>violated by<th>seen to fail under</thead>
<tbody>
${requirements
  .map(
    ({ id, level, violatedBy, failedUnder }) =>
      `<tr class="${failedUnder.length === 0 ? 'blind' : ''}"><td>${text(id)}<td>${level}<td>${violatedBy}<td>${text(failedUnder.slice(0, 5).join(', '))}${failedUnder.length > 5 ? ` and ${failedUnder.length - 5} more` : ''}`,
  )
  .join('\n')}
</tbody>
</table>
<script>${SCRIPT}</script>
</html>
`
}

function section(kind: string, { faults }: KillMatrix): string {
  const rows = faults.filter((row) => row.kind === kind)
  if (rows.length === 0) return ''
  return `<tbody>
<tr class="kind"><th colspan="3">${kind}: ${rows.length}
${rows.map(rowOf).join('\n')}
</tbody>`
}

function rowOf({ id, sentence, fate, violates, verdicts, reason }: FaultRow): string {
  const failed = Object.keys(verdicts).filter((one) => verdicts[one] === 'failed')
  const own = failed.filter((one) => violates.includes(one)).map((one) => `<b>${text(one)}</b>`)
  const others = failed.filter((one) => !violates.includes(one)).map(text)
  const shown = [...own, ...others].join(' ')
  return `<tr class="${fate}"><td><code>${text(id)}</code><br>${text(sentence)}<td>${fate}<td title="${text(reason ?? '')}">${shown}`
}

function text(raw: string): string {
  return raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const STYLE = `
body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; color: #222 }
table { border-collapse: collapse; margin-bottom: 2em }
td, th { border-bottom: 1px solid #ddd; padding: .3em .6em; text-align: left; vertical-align: top }
tr.kind th { background: #eef; }
tr.survived td, tr.unmet td, tr.broken td, tr.blind td { background: #fdd }
tr.untried td { color: #999 }
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
