import { type Html, html, NOTHING } from '../../text/html.ts'
import type { ShownCall, ShownHistory } from '../exploration-report.ts'
import { brokenLines } from './broken-lines.ts'
import { type TimeScale, timeScale } from './time-scale.ts'

const ROW = 24
const HEAD = 30
const LANE = 58
const WORDS = 400
const TIMES = 470
const MARGIN = 64
const WIDTH = LANE + WORDS + TIMES + MARGIN
const LEAST_BAR = 3

const INK = '#1b1f24'
const SOFT = '#59636e'
const PANEL = '#f1f4f7'
const LINE = '#d5dae0'
const RED = '#b3151d'
/** By the first digit of the status; the status itself stands beside each bar. */
const COLOURS: Readonly<Record<number, string>> = { 2: '#146c2e', 4: '#8a5a00', 5: RED }

/**
 * A history as an SVG picture: one row for each call, the rows of a lane together, a bar from the request to
 * the answer with its status, and what is broken marked where it was seen.
 */
export function historyPicture({ group, calls, lanes, verdict, looks }: ShownHistory): Html {
  const rows = [...calls.entries()]
    .map(([number, call]) => ({ number, call }))
    .sort((one, other) => one.call.lane - other.call.lane || one.number - other.number)
  const end = Math.max(0, ...calls.map(({ answeredMs }) => answeredMs))
  const scale = timeScale(end, LANE + WORDS, TIMES)
  const bottom = HEAD + (rows.length + 1) * ROW
  const broken = verdict.code === 'broken' ? verdict : undefined
  const lines = verdict.code === 'consistent' ? [] : brokenLines(verdict, looks)
  const height = bottom + 34 + lines.length * 18
  const title = broken === undefined ? group : `${group} breaks ${broken.rule}`
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="13">
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${bands(rows, lanes)}${axis(scale, bottom)}
${rows.map(({ call, number }, row) => callRow(call, number === broken?.call, row, scale))}
${restRow(rows.length, broken, looks)}${lines.map((line, index) => html`<text x="12" y="${bottom + 46 + index * 18}" fill="${broken ? RED : SOFT}"${index === 0 ? BOLD : NOTHING}>${line}</text>\n`)}</svg>`
}

const BOLD = html` font-weight="600"`

type Row = { readonly call: ShownCall }

/** A band behind the rows of each lane, with its name. */
function bands(rows: readonly Row[], lanes: number): readonly Html[] {
  return Array.from({ length: lanes }, (_, lane) => {
    const first = rows.findIndex(({ call }) => call.lane === lane)
    const count = rows.filter(({ call }) => call.lane === lane).length
    if (count === 0) return NOTHING
    const y = HEAD + first * ROW
    const fill = lane % 2 === 0 ? PANEL : '#ffffff'
    return html`<rect x="0" y="${y}" width="${WIDTH}" height="${count * ROW}" fill="${fill}"/><text x="12" y="${y + 16}" fill="${SOFT}">lane ${lane + 1}</text>\n`
  })
}

/** The last row is what was seen when everything had come to rest. */
function restRow(
  row: number,
  broken: { readonly rule: string; readonly call?: number } | undefined,
  looks: number,
): Html {
  const y = HEAD + row * ROW
  const shows = broken !== undefined && broken.call === undefined
  const said = shows ? `✗ ${broken.rule}` : looks === 0 ? 'not looked at' : `${looks} looks`
  const outline = shows
    ? html`<rect x="${LANE + 8}" y="${y + 2}" width="${WORDS - 16}" height="${ROW - 4}" fill="none" stroke="${RED}" stroke-width="2" rx="4"/>`
    : NOTHING
  return html`<text x="12" y="${y + 16}" fill="${SOFT}">at rest</text>${outline}<text x="${LANE + 14}" y="${y + 16}" fill="${shows ? RED : SOFT}">${said}</text>
`
}

function axis({ at, ticks }: TimeScale, bottom: number): readonly Html[] {
  return ticks.map((ms) => {
    const x = place(at(ms))
    return html`<line x1="${x}" x2="${x}" y1="${HEAD - 6}" y2="${bottom + 4}" stroke="${LINE}"/><text x="${x}" y="${HEAD - 11}" fill="${SOFT}" font-size="11" text-anchor="middle">${shown(ms)} ms</text>\n`
  })
}

function callRow(call: ShownCall, isBroken: boolean, row: number, { at }: TimeScale): Html {
  const y = HEAD + row * ROW
  const colour = isBroken ? RED : (COLOURS[Math.floor(call.status / 100)] ?? SOFT)
  const left = at(call.sentMs)
  const width = Math.max(LEAST_BAR, at(call.answeredMs) - left)
  const mark = isBroken
    ? html`<text x="${LANE - 2}" y="${y + 16}" fill="${RED}" font-weight="700">✗</text>`
    : NOTHING
  const outline = isBroken
    ? html`<rect x="${place(left - 4)}" y="${y + 2}" width="${place(width + 8)}" height="${ROW - 4}" fill="none" stroke="${RED}" stroke-width="2" rx="4"/>`
    : NOTHING
  return html`${mark}<text x="${LANE + 14}" y="${y + 16}" fill="${isBroken ? RED : INK}">${call.words}</text><rect x="${place(left)}" y="${y + 6}" width="${place(width)}" height="${ROW - 12}" fill="${colour}" rx="2"/>${outline}<text x="${place(left + width + 8)}" y="${y + 16}" fill="${colour}" font-weight="600">${call.status}</text>
`
}

const place = (value: number): string => value.toFixed(1)

const shown = (ms: number): string => String(Math.round(ms * 100) / 100)
