import { offerText, targetTitle } from '../services.ts'
import { type Html, html, NOTHING } from '../text/html.ts'
import { pieceByPiece } from '../text/static-page.ts'
import { type CoverageTable, coverageLine, coverageTables } from './coverage.ts'
import { endLines, repetitionsLine } from './end-lines.ts'
import type { ExplorationReport, Found, ReachedState, ShownHistory } from './exploration-report.ts'
import { EXPLORATION_STYLE } from './exploration-style.ts'
import { knownLines } from './known-lines.ts'
import { historyPicture } from './picture/history-picture.ts'
import { resultLine } from './result-line.ts'

/** Histories that are listed with what they broke or why they are undecided. */
const LISTED = 200

/** `exploration.html`, in pieces: the result, what was found as a picture, and the coverage of the model. */
export function explorationPage(report: ExplorationReport): Generator<string> {
  const title = `Exploration of ${targetTitle(report.record.target)}`
  return pieceByPiece({ title, style: EXPLORATION_STYLE }, body(report, title))
}

function* body(report: ExplorationReport, title: string): Generator<Html> {
  const { found, known, coverage } = report
  yield html`<header><h1>${title}</h1><span class="badge ${found ? 'found' : 'nothing'}">${found ? 'Found something' : 'Nothing found'}</span></header>
<main>
<p>${resultLine(report)}.${found ? NOTHING : html` This does not show that the cloud conforms.`}</p>
${endLines(report).map((line) => html`<p><b>${line}</b></p>\n`)}${facts(report)}
${knownLines(known).map((line) => html`<p>${line}</p>\n`)}${found === undefined ? NOTHING : foundPart(found)}
<h2>Coverage of the model</h2>
<p>${coverageLine(coverage)}. A cell has the statuses of the answers, each with the number of calls that met the state whatever the order of the others; <span class="perhaps">in grey</span>, those that met this state or another one. An empty cell was not reached.</p>
${coverageTables(coverage).map(tableOf)}
${others(report)}
</main>
<footer>This page is made from journal.ndjson in the same folder.</footer>`
}

function facts({ record, order, counts, histories, head }: ExplorationReport): Html {
  const { run, startedAt, wallMs, target, suite } = record
  const smaller = histories.length - counts.histories
  const rows = [
    ['Exploration', `${run}, started ${startedAt}, ${(wallMs / 1000).toFixed(1)} s`],
    ...Object.values(target.services).map((one) => [
      one.title,
      `${offerText(one)} at ${one.endpoint}`,
    ]),
    [
      'Histories',
      order.kind === 'given'
        ? `one that was given, ${order.times} times`
        : `of the seeds from ${order.seed} on, up to ${order.lanes} lanes and ${order.length} calls`,
    ],
    ...(smaller > 0 ? [['Made smaller in', `${smaller} further histories`]] : []),
    ['Suite', `Attest ${suite.version}`],
    ['Journal', `ends in ${head}`],
  ]
  return html`<dl class="small">${rows.map(([name = '', value = '']) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

function foundPart({ history, ...repeated }: Found): Html {
  const rule = history.verdict.code === 'broken' ? history.verdict.rule : ''
  return html`<h2>The smallest history that breaks <code>${rule}</code></h2>
<p>${repetitionsLine(repeated)} <code>history.json</code> in the same folder repeats it.</p>
<div class="scroll" tabindex="0">${historyPicture(history)}</div>`
}

function tableOf({ operations, rows }: CoverageTable): Html {
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">State</th>${operations.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ state, cells }) =>
      html`<tr><th scope="row">${state}</th>${cells.map((cell) => html`<td>${cell.map((each, index) => outcome(each, index))}</td>`)}</tr>\n`,
  )}</tbody></table></div>
`
}

function outcome({ status, surely, perhaps }: ReachedState, index: number): Html {
  const before = index === 0 ? '' : ', '
  const more = perhaps === 0 ? NOTHING : html` <span class="perhaps">${perhaps}</span>`
  return html`${before}${status}${surely === 0 ? NOTHING : html` <b>×${surely}</b>`}${more}`
}

/** What else was broken, and what could not be judged. */
function others({ histories }: ExplorationReport): Html {
  const shown = histories.filter(({ verdict }) => verdict.code !== 'consistent')
  if (shown.length === 0) return NOTHING
  const more = shown.length - LISTED
  const rest = more > 0 ? html`<p>and ${more} more</p>` : NOTHING
  return html`<h2>Histories that were broken or undecided</h2>
<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">History</th><th scope="col">Calls</th><th scope="col">Verdict</th><th scope="col">Seen</th></tr></thead>
<tbody>${shown.slice(0, LISTED).map(rowOf)}</tbody></table></div>${rest}`
}

function rowOf({ group, calls, verdict }: ShownHistory): Html {
  const said = verdict.code === 'consistent' ? '' : verdict.message
  const word = verdict.code === 'broken' ? `broken: ${verdict.rule}` : verdict.code
  return html`<tr><th scope="row">${group}</th><td>${calls.length}</td><td>${word}</td><td class="wraps">${said}</td></tr>\n`
}
