/** The first `shown` names, and how many more there are: `a, b and 3 more`. */
export function firstFew(names: readonly string[], shown: number): string {
  const more = names.length - shown
  return `${names.slice(0, shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
