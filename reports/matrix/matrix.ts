import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { CASE_VERDICTS, type CaseVerdict } from '../../src/judge/verdict.ts'
import { insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import { waiverScope } from '../../src/waivers/waiver.ts'
import { OUTSIDE_TITLE, outsideLine, resumedLine } from '../beside-the-cases.ts'
import { failureFacts, firstBrokenOf } from '../failures/failure-facts.ts'
import { findingsOf } from '../findings/findings.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import type { Results } from '../results/results-schema.ts'
import { verdictText } from '../results/scope.ts'
import { verdictCounts } from '../results/verdict-counts.ts'
import { offerText, targetTitle } from '../services.ts'
import { type Html, html, NOTHING } from '../text/html.ts'
import { pieceByPiece } from '../text/static-page.ts'
import { VERDICT_SIGNS, VERDICT_WORDS } from '../text/verdict-signs.ts'
import type { Explanation } from './cell-cases.ts'
import { findingTable } from './finding-table.ts'
import { matrixOf } from './matrix-data.ts'
import { MATRIX_STYLE } from './matrix-style.ts'
import { matrixTable } from './matrix-table.ts'
import { notPassed } from './not-passed.ts'
import { unfinishedList } from './unfinished-list.ts'
import { verdictSign } from './verdict-sign.ts'

/**
 * `matrix.html`, in pieces: operation × status × microversion with a verdict in each cell, in one
 * static page.
 */
export function matrixPage(
  record: RunRecord,
  results: Results,
  lookup: OperationLookup,
): Generator<string> {
  const title = `${targetTitle(record.target)}: ${verdictText(results)}`
  return pieceByPiece({ title, style: MATRIX_STYLE }, body(record, results, lookup))
}

function* body(record: RunRecord, results: Results, lookup: OperationLookup): Generator<Html> {
  const { target } = record
  yield html`<header><h1>Conformance of ${targetTitle(target)}</h1><span class="badge ${results.verdict}">${verdictText(results)}</span></header>
<main>
${counts(results)}
${facts(record)}
`
  yield* findingTable(findingsOf(record, lookup), record.cases, lookup)
  yield html`
<div class="legend small">${CASE_VERDICTS.map((verdict) => html`<span>${verdictSign(verdict)} ${VERDICT_WORDS[verdict]}</span>`)}<span class="soft">· not planned at this microversion</span></div>
<input type="checkbox" id="details"><label for="details">Show each promise</label>
`
  const explain = explanationOf(record, lookup)
  for (const matrix of matrixOf(record)) yield* matrixTable(matrix, lookup, explain)
  yield html`
`
  yield* notPassed(record)
  yield* unfinishedList(record)
  yield outside(record)
  yield html`
${leaks(record)}
</main>
<footer>A cell shows the worst verdict of its cases; the small number beside it says how many there are (1/39: one of 39), and a click lists them. Order from the worst: failed, error, not tested, waived, passed, not applicable. This page is made from journal.ndjson in the same folder.</footer>`
}

/** A page that explains more cases would be too large to open. */
const EXPLAINED = 2000

/** Explains the cases that were not passed. */
function explanationOf({ cases }: RunRecord, lookup: OperationLookup): Explanation {
  const firstBroken = firstBrokenOf(cases)
  const worth = cases.filter(({ verdict }) => EXPLAINABLE.has(verdict)).slice(0, EXPLAINED)
  const explained = new Set(worth)
  return (each) => (explained.has(each) ? failureFacts(each, lookup, firstBroken) : [])
}

const EXPLAINABLE: ReadonlySet<CaseVerdict> = new Set(['failed', 'error', 'waived'])

function counts(results: Results): Html {
  const of = verdictCounts(results)
  const item = (verdict: CaseVerdict) =>
    html`<li class="${verdict}${of[verdict] === 0 ? ' zero' : ''}"><b>${of[verdict]}</b>${VERDICT_SIGNS[verdict]} ${VERDICT_WORDS[verdict]}</li>`
  return html`<ul class="counts"><li class="total"><b>${results.counts.cases}</b>cases planned</li>${CASE_VERDICTS.map(item)}</ul>`
}

function facts(record: RunRecord): Html {
  const { run, startedAt, suite, target, accepted, strict, interrupted, wallMs, shard } = record
  const resumed = resumedLine(record)
  const insecurity = insecurityOf(record.origins)
  const unused = record.waivers.filter((use) => use.unused)
  const rows = [
    ['Run', `${run}, started ${startedAt}, ${(wallMs / 1000).toFixed(1)} s`],
    ...Object.values(target.services).map((one) => [
      one.title,
      `${offerText(one)} at ${one.endpoint}${one.note === undefined ? '' : ` (${one.note})`}`,
    ]),
    ['Personas', target.personas.join(', ')],
    ...(insecurity === undefined ? [] : [['Transport', insecurity]]),
    ['Suite', `Attest ${suite.version}`],
    ...suite.specs.map(({ document, digest }) => [document, digest]),
    ...(strict ? [['Strict', 'Failed recommendations (SHOULD) fail the run.']] : []),
    ...(accepted.length > 0 ? [['Accepted as not tested', accepted.join(', ')]] : []),
    ...(unused.length > 0
      ? [
          [
            'Waivers that excuse no failure',
            unused.map(({ waiver }) => waiverScope(waiver)).join(', '),
          ],
        ]
      : []),
    ...(shard ? [['Part', `${shard.index} of ${shard.of} of a plan`]] : []),
    ...(resumed === undefined ? [] : [['Resumed', resumed]]),
    ...(interrupted ? [['Interrupted', 'The run was interrupted before its end.']] : []),
  ]
  return html`<dl class="small">${rows.map(([name = '', value = '']) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

function outside({ outsideViolations }: RunRecord): Html {
  if (outsideViolations.length === 0) return NOTHING
  return html`<h2>${OUTSIDE_TITLE}</h2>
<ul class="small">${outsideViolations.map((one) => html`<li class="wraps">${outsideLine(one)}</li>`)}</ul>
`
}

function leaks({ leaked, unseen }: RunRecord): Html {
  const notKnown =
    unseen === undefined ? NOTHING : html`<p>It is not known whether more is left: ${unseen}</p>\n`
  if (leaked.length === 0) {
    return unseen === undefined
      ? NOTHING
      : html`<h2>Left behind on the target</h2>
${notKnown}`
  }
  const rows = leaked.map(
    ({ kind, id, name }) =>
      html`<tr><td>${kind}</td><td class="mono">${id ?? 'id unknown'}</td><td>${name}</td></tr>`,
  )
  return html`<h2>Left behind on the target</h2>
<table class="list small"><thead><tr><th scope="col">Kind</th><th scope="col">Id</th><th scope="col">Name</th></tr></thead><tbody>${rows}</tbody></table>
${notKnown}`
}
