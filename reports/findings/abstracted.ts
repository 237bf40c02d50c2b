/** Parts of texts that differ from case to case, with what replaces them. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/\battest-[\w.-]*\w/g, '<name>'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b(?:req-)?[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}\b/gi, '<id>'],
  [/ at \d+\.\d+\b/g, ''],
  [/\b\d+\.\d+\b/g, '<number>'],
  [/\b\d+\b/g, '<number>'],
  // The same change, waited for by a case or while what it has used is put back.
  [/ after use\b/g, ''],
]

/** Words, with the signs that may be within an id or a name. */
const WORD = /[\w.-]*\w/g

/**
 * A text without the ids, names, times, versions and numbers of one case, so that the same words about
 * two cases are the same text. `own` are ids and names that only this run can know.
 */
export function abstracted(text: string, own: ReadonlySet<string> = new Set()): string {
  const known =
    own.size === 0 ? text : text.replace(WORD, (word) => (own.has(word) ? '<id>' : word))
  return CHANGING.reduce((shorter, [pattern, sign]) => shorter.replace(pattern, sign), known)
}

// All items of a list have the same place, with a star, because what is wrong with one is usually
// wrong with each.
/** A JSON pointer without the positions in lists and without ids. */
export function anyItem(pointer: string): string {
  return abstracted(pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*'))
}
