/** The first of some names, in a sentence that tells how many there are beside them. */
export function firstFew(names: readonly string[], shown: number): string {
  const more = names.length - shown
  return `${names.slice(0, shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
