import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import {
  COMPARISONS,
  ERRATA,
  FEED,
  FEEDS,
  linkFrom,
  OVERVIEW,
  PROMISES,
  QUESTIONS,
  SCRIPT,
  STYLE,
} from './places.ts'

/** What a page is besides its body. */
export interface PageFrame {
  /** Where it is, from the folder of the site. */
  readonly path: string
  readonly title: string
  /** The script of the site runs on it. */
  readonly script?: boolean
}

const NAVIGATION = [
  [OVERVIEW, 'Clouds'],
  [PROMISES, 'Promises'],
  [COMPARISONS, 'Compare'],
  [ERRATA, 'Errata'],
  [FEEDS, 'Feeds'],
  [QUESTIONS, 'Help'],
] as const

/**
 * A page of the site. Style and script are files of the site, so that browsers load them once; both
 * work from `file:` as well.
 */
export function sitePage({ path, title, script = false }: PageFrame, body: Html): string {
  const to = (place: string): string => linkFrom(path, place)
  const here = (place: string): Html => (place === path ? html` aria-current="page"` : NOTHING)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Attest</title>
<link rel="stylesheet" href="${to(STYLE)}">
<link rel="alternate" type="application/atom+xml" href="${to(FEED)}" title="What changed">
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header class="top"><a class="home" href="${to(OVERVIEW)}">Attest</a><nav aria-label="Site">${NAVIGATION.map(
    ([place, word]) => html`<a href="${to(place)}"${here(place)}>${word}</a>`,
  )}</nav></header>
<main id="main">
${body}
</main>
<footer>Made by Attest from runs that were judged again. Nothing on these pages is loaded from elsewhere.</footer>
${script ? html`<script src="${to(SCRIPT)}"></script>` : NOTHING}
</body>
</html>
`.markup
}
