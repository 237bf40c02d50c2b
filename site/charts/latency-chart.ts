import { scaleLog } from 'd3-scale'
import { shortened } from '../../reports/text/escape-controls.ts'
import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import type { SiteRun } from '../data/site-run.ts'

const WIDTH = 720
const LEFT = 260
/** As many characters of a name fit to the left. */
const LONGEST = 40
const RIGHT = 60
const ROW = 24
const FOOT = 26
/** Below this, times are those of a look and not of the cloud. */
const LEAST_MS = 1

/** How long each state took: from the median to the slowest, with 95 of 100 marked; logarithmic. */
export function latencyChart(rows: SiteRun['latency']): Html {
  if (rows.length === 0) return NOTHING
  const shown = rows.map((row) => ({ ...row, medianMs: Math.max(LEAST_MS, row.medianMs) }))
  const x = scaleLog()
    .domain([
      Math.min(...shown.map(({ medianMs }) => medianMs)) / 1.5,
      Math.max(...shown.map(({ mostMs }) => mostMs)) * 1.2 + LEAST_MS,
    ])
    .range([LEFT, WIDTH - RIGHT])
  const height = shown.length * ROW + FOOT
  const at = (ms: number): number => Math.round(x(Math.max(LEAST_MS, ms)))
  const lines = shown.map(({ what, times, medianMs, slowMs, mostMs }, index) => {
    const y = index * ROW + ROW / 2
    return html`<g><title>${what}: ${times} times, median ${timeText(medianMs)}, 95 % within ${timeText(slowMs)}, at most ${timeText(mostMs)}</title><text x="${LEFT - 10}" y="${y + 4}" text-anchor="end">${shortened(what, LONGEST)}</text><line class="span" x1="${at(medianMs)}" x2="${at(mostMs)}" y1="${y}" y2="${y}"/><circle class="median" cx="${at(medianMs)}" cy="${y}" r="5"/><line class="slow" x1="${at(slowMs)}" x2="${at(slowMs)}" y1="${y - 6}" y2="${y + 6}"/><text class="soft" x="${at(mostMs) + 6}" y="${y + 4}">${timeText(mostMs)}</text></g>`
  })
  const ticks = x
    .ticks(4)
    .filter((ms) => Number.isInteger(Math.log10(ms)))
    .map(
      (ms) =>
        html`<g transform="translate(${at(ms)} 0)"><line class="grid" y1="0" y2="${height - FOOT}"/><text y="${height - 8}">${timeText(ms)}</text></g>`,
    )
  return html`<svg class="latency" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="How long states took; the table below has the figures"><g class="ticks" text-anchor="middle">${ticks}</g>${lines}</svg>`
}

/** `20 ms`, `1.4 s`. */
export function timeText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`
}
