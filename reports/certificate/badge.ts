import { basename } from 'node:path'
import { verdictText } from '../results/scope.ts'
import { html } from '../text/html.ts'
import type { Certificate } from './certificate.ts'

/** Width of a character in the font of the badge, in pixels, rounded up. */
const CHARACTER = 6.7
const MARGIN = 8

/** `badge.svg`: what was tested, the profile and the date, as text that programs can read too. */
export function badge({ profile, verdict, scope, testedAt }: Certificate): string {
  const left = profile.documents.map(({ id }) => basename(id)).join(' + ')
  const right = `${verdictText({ verdict, scope })} · ${profile.name} · ${testedAt.slice(0, 10)}`
  const a = width(left)
  const b = width(right)
  const colour = verdict === 'conformant' ? '#1a7f37' : '#b3151d'
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${a + b}" height="20" role="img" aria-label="${left}: ${right}">
<title>${left}: ${right}</title>
<clipPath id="r"><rect width="${a + b}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${a}" height="20" fill="#24292f"/><rect x="${a}" width="${b}" height="20" fill="${colour}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="${a / 2}" y="14">${left}</text>
<text x="${a + b / 2}" y="14">${right}</text>
</g>
</svg>
`.markup
}

const width = (text: string): number => Math.ceil(text.length * CHARACTER) + 2 * MARGIN
