import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import { staticPage } from '../../reports/text/static-page.ts'
import type { Goal } from '../measurement.ts'
import type { BenchResults, ConditionResult, MeasurementResult } from '../results.ts'
import type { Spread } from '../statistics.ts'
import { dotPlot } from './dot-plot.ts'
import { shown, shownSpread } from './shown.ts'

/** The text of `index.html`: a plot and a table for each measurement, without external files. */
export function benchPage({ measurements }: BenchResults): string {
  const body = html`<main>
<h1>Bench</h1>
<p>All values are ratios of what was measured pairwise on one machine. A dot is one repetition, a bar
the median; the dashed line is the goal. Red: the median misses it.</p>
${measurements.map(section)}
</main>`
  return staticPage({ title: 'Bench', style: STYLE }, body)
}

function section(result: MeasurementResult): Html {
  const { title, explanation, conditions, machine, at, commit, against } = result
  const figures = [...new Set(conditions.flatMap((one) => Object.keys(one.figures)))]
  const units = [...new Set(conditions.map(({ unit }) => unit))]
  const compared = against === undefined ? [] : [`against ${against}`]
  return html`<h2>${title}</h2>
<p>${explanation}</p>
${units.map((unit) =>
  dotPlot(
    conditions.filter((one) => one.unit === unit),
    unit,
  ),
)}
${against === undefined ? NOTHING : html`<p>Hollow: ${against}. Its column shows this version over that one, pair by pair.</p>`}
<table>
<thead><tr><th>condition${['median (min–max)', 'goal', ...compared, ...figures].map((head) => html`<th>${head}`)}</thead>
<tbody>
${conditions.map((condition) => line(condition, figures, against !== undefined))}
</tbody>
</table>
<p class="facts">${result.repetitions} repetitions · ${at.slice(0, 16).replace('T', ' ')} UTC · commit ${commit} ·
${machine.processors} processors (${machine.model}) · ${machine.memoryGiB} GiB · node ${machine.node} · ${machine.platform}</p>`
}

function line(condition: ConditionResult, figures: readonly string[], compared: boolean): Html {
  const { id, unit, spread, goal, met, against } = condition
  const ratio = against && html`<td class="${against.worse ? 'missed' : ''}">${ratioOf(against)}`
  const cells = figures.map((name) => html`<td>${cell(condition.figures[name])}`)
  return html`<tr class="${met === false ? 'missed' : ''}"><td>${id}<td>${shownSpread(spread)} ${unit}<td>${goal ? goalText(goal) : '–'}${compared ? (ratio ?? html`<td>–`) : NOTHING}${cells}
`
}

function ratioOf({ ratio, worse }: NonNullable<ConditionResult['against']>): string {
  return `${shownSpread(ratio)}${worse ? ', worse in every pair' : ''}`
}

function cell(spread: Spread | undefined): string {
  return spread === undefined ? '–' : shownSpread(spread)
}

function goalText(goal: Goal): string {
  return 'atMost' in goal ? `≤ ${shown(goal.atMost)}` : `≥ ${shown(goal.atLeast)}`
}

const STYLE = `
body { font: 14px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; color: #222 }
svg { width: 100%; max-width: 860px }
svg text { font: 12px system-ui, sans-serif; fill: #333 }
.label { text-anchor: end } .tick { text-anchor: middle; fill: #777 }
.grid { stroke: #e5e5e5 } .goal { stroke: #333; stroke-width: 2; stroke-dasharray: 4 2 }
.kept .own { fill: #1a7f37; fill-opacity: .55 } .kept .median { stroke: #1a7f37; stroke-width: 3 }
.missed .own { fill: #c62828; fill-opacity: .55 } .missed .median { stroke: #c62828; stroke-width: 3 }
.other { fill: none; stroke: #777 }
table { border-collapse: collapse; margin: 1em 0 }
td, th { border-bottom: 1px solid #ddd; padding: .25em .7em; text-align: left; white-space: nowrap }
tr.missed td:nth-child(2), td.missed { color: #c62828; font-weight: 600 }
.facts { color: #666 }
`
