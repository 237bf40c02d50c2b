import { Html, html, NOTHING } from './html.ts'

/** What a page is made of. Style and script are the page's own and go in as they are. */
export interface StaticPage<Body = Html> {
  readonly title: string
  readonly style: string
  readonly body: Body
  /** Runs at the end of the page. */
  readonly script?: string
}

/** A page in one file that needs nothing from elsewhere, and may load nothing. */
export function staticPage(page: StaticPage): string {
  return [...staticPagePieces({ ...page, body: [page.body] })].join('')
}

/** The same in pieces, for a body that may be larger than one string. */
export function* staticPagePieces({
  title,
  style,
  body,
  script,
}: StaticPage<Iterable<Html>>): Generator<string> {
  const policy = `default-src 'none'; style-src 'unsafe-inline'${script === undefined ? '' : "; script-src 'unsafe-inline'"}`
  yield html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title} · Attest</title>
${new Html(`<style>${style}</style>`)}
</head>
<body>
`.markup
  for (const { markup } of body) yield markup
  yield html`
${script === undefined ? NOTHING : new Html(`<script>${script}</script>`)}
</body>
</html>
`.markup
}
