import { Html, html, NOTHING } from './html.ts'

/**
 * The parts of a page besides its body. Style and script belong to the page and are inserted
 * unescaped.
 */
export interface StaticPage {
  readonly title: string
  readonly style: string
  /** Runs at the end of the page. */
  readonly script?: string
}

/** A page in one file that needs nothing from elsewhere, and may load nothing; in pieces. */
export function* pieceByPiece(page: StaticPage, body: Iterable<Html>): Generator<string> {
  const { title, style, script } = page
  const scripts = script === undefined ? '' : " script-src 'unsafe-inline';"
  const policy = `default-src 'none'; style-src 'unsafe-inline';${scripts} form-action 'none'; base-uri 'none'`
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

/** Like {@link pieceByPiece}, as one text. */
export function staticPage(page: StaticPage, body: Html): string {
  return [...pieceByPiece(page, [body])].join('')
}
