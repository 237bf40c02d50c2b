import { Html, html } from '../../reports/text/html.ts'
import type { ConditionResult } from '../results.ts'

const WIDTH = 860
const LABELS = 250
const ROW = 26
const TOP = 8
const AXIS = 26

/**
 * A plot with a row for each condition: every repetition is a dot, the median a bar, the goal a line, and
 * dots of the other version are hollow. The scale is logarithmic when values differ by much.
 */
export function dotPlot(conditions: readonly ConditionResult[], unit: string): Html {
  const all = conditions.flatMap(({ values, against, goal }) => [
    ...values,
    ...(against?.values ?? []),
    ...(goal === undefined ? [] : Object.values(goal)),
  ])
  const { place, ticks } = scaleFor(all)
  const bottom = TOP + conditions.length * ROW
  const rows = conditions.map((condition, index) => row(condition, TOP + index * ROW, place))
  const axis = ticks.map(
    (tick) =>
      html`<line class="grid" x1="${place(tick)}" x2="${place(tick)}" y1="${TOP}" y2="${bottom}"/>
<text class="tick" x="${place(tick)}" y="${bottom + 16}">${label(tick)} ${unit}</text>`,
  )
  return html`<svg viewBox="0 0 ${WIDTH} ${bottom + AXIS}" role="img">
${axis}
${rows}
</svg>`
}

function row(
  { id, goal, met, values, spread, against }: ConditionResult,
  top: number,
  place: (value: number) => number,
): Html {
  const middle = top + ROW / 2
  const dots = (found: readonly number[], kind: string, y: number) =>
    found.map((value) => html`<circle class="${kind}" cx="${place(value)}" cy="${y}" r="3.5"/>`)
  const bound = goal && ('atMost' in goal ? goal.atMost : goal.atLeast)
  const line =
    bound === undefined
      ? new Html('')
      : html`<line class="goal" x1="${place(bound)}" x2="${place(bound)}" y1="${top + 2}" y2="${top + ROW - 2}"/>`
  return html`<text class="label" x="${LABELS - 12}" y="${middle + 4}">${id}</text>
${line}
${dots(against?.values ?? [], 'other', middle + 5)}
<g class="${met === false ? 'missed' : 'kept'}">
<line class="median" x1="${place(spread.median)}" x2="${place(spread.median)}" y1="${middle - 8}" y2="${middle + 8}"/>
${dots(values, 'own', middle)}
</g>`
}

interface Scale {
  readonly place: (value: number) => number
  readonly ticks: readonly number[]
}

function scaleFor(values: readonly number[]): Scale {
  const positive = values.filter((value) => value > 0)
  const least = Math.min(...positive)
  const most = Math.max(...values)
  const logarithmic = positive.length === values.length && most / least > 30
  const to = logarithmic ? Math.log10(most * 1.2) : most * 1.08 || 1
  const from = logarithmic ? Math.log10(least / 1.2) : 0
  const along = (value: number): number => (logarithmic ? Math.log10(value) : value)
  const place = (value: number): number =>
    Math.round((LABELS + ((along(value) - from) / (to - from)) * (WIDTH - LABELS - 30)) * 10) / 10
  return { place, ticks: logarithmic ? decades(from, to) : evenly(to) }
}

function decades(from: number, to: number): number[] {
  const first = Math.ceil(from)
  return Array.from({ length: Math.floor(to) - first + 1 }, (_, index) => 10 ** (first + index))
}

/** About four to nine evenly spaced, round numbers from 0. */
function evenly(to: number): number[] {
  const rough = 10 ** Math.floor(Math.log10(to))
  const step = to / rough >= 5 ? rough : to / rough >= 2 ? rough / 2 : rough / 4
  return Array.from({ length: Math.floor(to / step) + 1 }, (_, index) => index * step)
}

function label(tick: number): string {
  return String(Number(tick.toPrecision(3)))
}
