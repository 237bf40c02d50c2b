import { Html, html, NOTHING } from './html.ts'

/** What a page is made of. Style and script are the page's own and go in as they are. */
export interface StaticPage {
  readonly title: string
  readonly style: string
  readonly body: Html
  /** Runs at the end of the page. */
  readonly script?: string
}

/** A page in one file that needs nothing from elsewhere, and may load nothing. */
export function staticPage({ title, style, body, script }: StaticPage): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'${script === undefined ? '' : "; script-src 'unsafe-inline'"}`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title} · Attest</title>
${new Html(`<style>${style}</style>`)}
</head>
<body>
${body}
${script === undefined ? NOTHING : new Html(`<script>${script}</script>`)}
</body>
</html>
`.markup
}
