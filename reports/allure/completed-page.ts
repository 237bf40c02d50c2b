const HEAD = '<head>'

/**
 * What Allure's page leaves out, for who reads it on a phone, sees little or hears it: the width of
 * the screen, a red that can be read, names of the buttons that only show a picture, and none that
 * hide what a button says.
 */
const COMPLETION = `<meta name="viewport" content="width=device-width, initial-scale=1">
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

/** Allure's page with what it leaves out, in pieces. A page without a head is left as it is. */
export function completedPage(page: Uint8Array): readonly (string | Uint8Array)[] {
  const head = Buffer.from(page.buffer, page.byteOffset, page.byteLength).indexOf(HEAD)
  if (head === -1) return [page]
  const within = head + HEAD.length
  return [page.subarray(0, within), `\n${COMPLETION}`, page.subarray(within)]
}
