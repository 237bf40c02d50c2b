/** The kind of a value in the words of JSON, from the text of it in a message: what it is varies. */
export function kindOfValue(text: string): string {
  if (text === 'missing' || text === 'none' || text === 'nothing') return 'missing'
  if (text === 'null') return 'null'
  if (text === 'true' || text === 'false') return 'boolean'
  if (/^-?\d/.test(text)) return 'number'
  if (text.startsWith('[')) return 'list'
  if (text.startsWith('{')) return 'object'
  return 'text'
}
