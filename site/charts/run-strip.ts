import { scaleUtc } from 'd3-scale'
import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import type { RunVerdict } from '../../src/judge/verdict.ts'

/** A run on the strip: when, with which verdict, and where its mark leads. */
export interface StripRun {
  readonly at: string
  readonly verdict: RunVerdict
  readonly label: string
  readonly link: string
}

const WIDTH = 720
const HEIGHT = 56
const MARGIN = 14
const DAY_MS = 86_400_000

/** The runs of a target in time, a mark for each: the days between them are as wide as they were long. */
export function runStrip(title: string, runs: readonly StripRun[]): Html {
  const [first] = runs
  if (first === undefined) return NOTHING
  const times = runs.map(({ at }) => Date.parse(at))
  const from = Math.min(...times)
  const to = Math.max(...times, from + DAY_MS)
  const x = scaleUtc()
    .domain([from - DAY_MS / 2, to + DAY_MS / 2])
    .range([MARGIN, WIDTH - MARGIN])
  const tick = x.tickFormat(6, '%Y-%m-%d')
  // Between two days there is nothing to tell: a mark has its own time.
  const ticks = x
    .ticks(6)
    .filter((time) => time.getTime() % DAY_MS === 0)
    .map(
      (time) =>
        html`<g transform="translate(${round(x(time))} 0)"><line y1="36" y2="40"/><text y="52">${tick(time)}</text></g>`,
    )
  const marks = runs.map(
    ({ at, verdict, label, link }) =>
      html`<a href="${link}"><rect class="${verdict}" x="${round(x(Date.parse(at)) - 5)}" y="8" width="10" height="24" rx="2"><title>${label}</title></rect></a>`,
  )
  return html`<svg class="strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label="${title}"><line class="axis" x1="${MARGIN}" x2="${WIDTH - MARGIN}" y1="36" y2="36"/><g class="ticks" text-anchor="middle">${ticks}</g>${marks}</svg>`
}

const round = (value: number): number => Math.round(value * 10) / 10
