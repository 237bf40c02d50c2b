/**
 * How many characters must be added, dropped or replaced until the text matches the pattern, in
 * which `*` stands for any run of characters (an empty one too) and `?` for one. 0: it matches.
 */
export function patternDistance(pattern: string, text: string): number {
  let above = Array.from({ length: text.length + 1 }, (_, column) => column)
  for (const sign of pattern) {
    const isRun = sign === '*'
    const row: number[] = [(above[0] ?? 0) + (isRun ? 0 : 1)]
    for (let column = 1; column <= text.length; column += 1) {
      const dropped = above[column] ?? 0
      const added = row[column - 1] ?? 0
      const replaced = above[column - 1] ?? 0
      const same = sign === '?' || sign === text[column - 1]
      row.push(
        isRun
          ? Math.min(dropped, added)
          : Math.min(dropped + 1, added + 1, replaced + (same ? 0 : 1)),
      )
    }
    above = row
  }
  return above[text.length] ?? 0
}

/**
 * True when the whole text matches the pattern of `*` and `?`. A pattern may be of any length: what
 * was matched before a `*` is never looked at again, and what is longer than the text ends with it.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let sign = 0
  let at = 0
  let run: { readonly sign: number; readonly at: number } | undefined
  while (at < text.length) {
    if (pattern[sign] === '*') {
      sign += 1
      run = { sign, at }
    } else if (sign < pattern.length && (pattern[sign] === '?' || pattern[sign] === text[at])) {
      sign += 1
      at += 1
    } else if (run === undefined) {
      return false
    } else {
      run = { sign: run.sign, at: run.at + 1 }
      ;({ sign, at } = run)
    }
  }
  while (pattern[sign] === '*') sign += 1
  return sign === pattern.length
}
