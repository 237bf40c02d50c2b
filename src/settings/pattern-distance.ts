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

/** True when the whole text matches the pattern of `*` and `?`. */
export function matchesPattern(pattern: string, text: string): boolean {
  return patternDistance(pattern, text) === 0
}
