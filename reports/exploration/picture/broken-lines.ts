import type { ShownVerdict } from '../exploration-report.ts'

/** Characters of a line in a picture. */
const LINE = 130
const MOST_LINES = 6

/** What is broken and where it was seen, or why nothing is known, in lines of a picture. */
export function brokenLines(
  verdict: Exclude<ShownVerdict, { readonly code: 'consistent' }>,
  looks: number,
): readonly string[] {
  if (verdict.code === 'undecided') return wrapped(`undecided: ${verdict.message}`)
  const { rule, message, call } = verdict
  const where =
    call !== undefined
      ? `✗ ${rule}, in the answer that is marked`
      : `✗ ${rule}, seen at rest, after ${looks} looks`
  return [where, ...wrapped(message)]
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < LINE) lines.push(`${lines.pop()} ${word}`)
    else lines.push(...(word.match(new RegExp(`.{1,${LINE}}`, 'gu')) ?? []))
  }
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), '…']
}
