import { html } from '../../reports/text/html.ts'
import type { TargetHistory } from '../history/target-history.ts'
import { badgeFile } from '../pages/places.ts'
import { day, type Page, type SiteView } from '../pages/site-view.ts'

/** Width of a character in the font of the badge, in pixels, rounded up. */
const CHARACTER = 6.7
const MARGIN = 8

const COLOURS = {
  conformant: '#1a7f37',
  'non-conformant': '#b3151d',
  inconclusive: '#835400',
} as const

/** The badge of each target: its name, the verdict of its newest run, and the day. */
export function badges({ histories }: SiteView): Page[] {
  return histories.map((history): Page => [badgeFile(history.id), badge(history)])
}

function badge({ title, newest: { run, kept } }: TargetHistory): string {
  const verdict = kept.now ?? kept.verdict
  const { promises, of } = run.scope
  const scope = promises < of ? ` in ${promises} of ${of}` : ''
  const right = `${verdict}${scope} · ${day(run.startedAt)}`
  const [a, b] = [width(title), width(right)]
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${a + b}" height="20" role="img" aria-label="${title}: ${right}">
<title>${title}: ${right}</title>
<clipPath id="r"><rect width="${a + b}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${a}" height="20" fill="#24292f"/><rect x="${a}" width="${b}" height="20" fill="${COLOURS[verdict]}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="${a / 2}" y="14">${title}</text>
<text x="${a + b / 2}" y="14">${right}</text>
</g>
</svg>
`.markup
}

const width = (text: string): number => Math.ceil(text.length * CHARACTER) + 2 * MARGIN
