import { withOrderedCases } from './ordered-cases.ts'
import { packedPage } from './packed-page.ts'
import { AllurePageError, placeOf } from './page-place.ts'

const HEAD = '<head>'

/**
 * Everything that Allure's page needs is in the page; with this policy a browser refuses all other
 * requests.
 */
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
 * Additions that Allure's page lacks. It opens at its top: Allure scrolls to a case somewhere in it. For
 * accessibility: the width of the screen for phones, a red
 * with enough contrast, names for buttons that only show an icon, and no name that differs from the
 * text of its button.
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
history.scrollRestoration = 'manual'
let isOpening = location.hash === ''
for (const name of ['wheel', 'keydown', 'pointerdown', 'touchstart']) {
  addEventListener(name, () => { isOpening = false }, true)
}
addEventListener('scroll', ({ target }) => {
  if (isOpening) (target.scrollingElement ?? target).scrollTop = 0
}, true)
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

/** Google Analytics: two scripts at the end of the page, which no option of Allure removes. */
const ANALYTICS = '<script async src="https://www.googletagmanager.com/'
const END_OF_SCRIPT = '</script>'
/** A size that exceeds both scripts. */
const ROOM = 2000

/**
 * Allure's page with the additions, with its files packed, and without the scripts that use the network, in pieces. Throws
 * {@link AllurePageError}.
 */
export function completedPage(page: Uint8Array): readonly (string | Uint8Array)[] {
  const bytes = Buffer.from(page.buffer, page.byteOffset, page.byteLength)
  const head = placeOf(HEAD, bytes) + HEAD.length
  const analytics = placeOf(ANALYTICS, bytes, head)
  const scripts = bytes.toString('latin1', analytics, analytics + ROOM)
  const [loading = '', starting = ''] = scripts.split(END_OF_SCRIPT)
  if (!starting.includes("gtag('config'")) throw new AllurePageError('analytics to remove')
  const rest = analytics + loading.length + starting.length + 2 * END_OF_SCRIPT.length
  return [
    page.subarray(0, head),
    `\n${COMPLETION}`,
    page.subarray(head, analytics),
    ...packedPage(bytes.subarray(rest), withOrderedCases),
  ]
}
