import { shortened } from '../text/escape-controls.ts'

/**
 * A text from outside as code in Markdown, so that it cannot be a link, a picture or a mention, or
 * end the code. Cut to `length` characters.
 */
export function codeSpan(text: string, length = 200): string {
  const shown = shortened(text, length)
  if (shown.trim() === '') return '(empty)'
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = longest > 0 ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}
