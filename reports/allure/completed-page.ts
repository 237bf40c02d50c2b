const HEAD = '<head>'

/** All that Allure's page is made of is in the page; a browser then refuses everything else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' data:",
  "style-src 'unsafe-inline' data:",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  'frame-src blob:',
  'connect-src data:',
  "form-action 'none'",
].join('; ')

/**
 * What Allure's page leaves out, for who reads it on a phone, sees little or hears it: the width of
 * the screen, a red that can be read, names of the buttons that only show a picture, and none that
 * hide what a button says.
 */
const COMPLETION = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
html[data-theme='light'] {
  --color-status-failed-bg: #c81e1e !important;
  --color-status-failed-text: #b91c1c !important;
}
</style>
<script>
addEventListener('DOMContentLoaded', () => {
  const names = { 'tree-arrow': 'Open or close', 'toggle-layout-button': 'Change the layout' }
  const complete = () => {
    for (const button of document.querySelectorAll('button[aria-label]')) {
      const text = button.textContent.trim()
      if (text !== '' && !text.includes(button.ariaLabel)) button.removeAttribute('aria-label')
    }
    for (const button of document.querySelectorAll('button:not([aria-label]):not([title])')) {
      if (button.textContent.trim() !== '') continue
      const id = button.dataset.testid ?? button.closest('[data-testid]')?.dataset.testid ?? ''
      button.setAttribute('aria-label', names[id] ?? (id.replaceAll('-', ' ') || 'Options'))
    }
  }
  new MutationObserver(complete).observe(document.body, { childList: true, subtree: true })
  complete()
})
</script>
`

/** Google Analytics: two scripts at the end of the page, which no option of Allure's leaves out. */
const ANALYTICS = '<script async src="https://www.googletagmanager.com/'
const END_OF_SCRIPT = '</script>'
/** More than both scripts have. */
const ROOM = 2000

/** Thrown when a new version of Allure makes another page than the one that is known here. */
class AllurePageError extends Error {
  override readonly name = 'AllurePageError'
  readonly missing: string

  constructor(missing: string) {
    super(`Allure's page has no ${missing}: look at what it loads, and change completed-page.ts`)
    this.missing = missing
  }
}

/**
 * Allure's page with what it leaves out, and without what asks the network, in pieces. Throws
 * {@link AllurePageError}.
 */
export function completedPage(page: Uint8Array): readonly (string | Uint8Array)[] {
  const bytes = Buffer.from(page.buffer, page.byteOffset, page.byteLength)
  const head = placeOf(HEAD, bytes) + HEAD.length
  const analytics = placeOf(ANALYTICS, bytes, head)
  const scripts = bytes.toString('latin1', analytics, analytics + ROOM)
  const [loading = '', starting = ''] = scripts.split(END_OF_SCRIPT)
  if (!starting.includes("gtag('config'")) throw new AllurePageError('analytics to leave out')
  const rest = analytics + loading.length + starting.length + 2 * END_OF_SCRIPT.length
  return [
    page.subarray(0, head),
    `\n${COMPLETION}`,
    page.subarray(head, analytics),
    page.subarray(rest),
  ]
}

function placeOf(text: string, page: Buffer, from = 0): number {
  const place = page.indexOf(text, from)
  if (place === -1) throw new AllurePageError(text)
  return place
}
