/**
 * The JSON type of a value, from its text in a message: the value itself differs from case to case.
 */
export function kindOfValue(text: string): string {
  if (text === 'missing' || text === 'none' || text === 'nothing') return 'missing'
  if (text === 'null') return 'null'
  if (text === 'true' || text === 'false') return 'boolean'
  if (/^-?\d/.test(text)) return 'number'
  if (text.startsWith('[')) return 'list'
  if (text.startsWith('{')) return 'object'
  return 'text'
}
