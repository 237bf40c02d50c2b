import { isJsonObject, type JsonObject } from '../json.ts'

/** A value that is meant to break one keyword of a schema. */
export interface BrokenValue {
  readonly keyword: string
  /** The end of a sentence that begins with the name of the property: `is null`, `has 61 characters`. */
  readonly how: string
  readonly value: unknown
}

/** A value of each JSON type, in the order in which they are tried where a schema has another type. */
const OF_TYPE: readonly (readonly [type: string, how: string, value: unknown])[] = [
  ['null', 'is null', null],
  ['integer', 'is a number', 7],
  ['string', 'is a text', 'attest'],
  ['array', 'is a list', []],
  ['object', 'is an object', { attest: 'attest' }],
  ['boolean', 'is true', true],
]

/** Unusual texts: of any useful pattern, at least one of them is no match. */
const ODD_TEXTS = ['a,b', 'a/b', 'attest', '/dev/', 'é', '', ' ']

/**
 * Candidates that may break the keywords of a schema itself, not of its subschemas. The caller has to
 * validate whether a candidate breaks the intended keyword and nothing else.
 */
export function brokenValues(schema: JsonObject): readonly BrokenValue[] {
  const values: BrokenValue[] = [...ofOtherType(schema)]
  const { minLength, maxLength, minimum, maximum, minProperties } = schema
  if (typeof minLength === 'number' && minLength > 0) {
    values.push({ keyword: 'minLength', ...ofLength(minLength - 1) })
  }
  if (typeof maxLength === 'number') {
    values.push({ keyword: 'maxLength', ...ofLength(maxLength + 1) })
  }
  if (typeof schema.pattern === 'string') {
    values.push(
      ...ODD_TEXTS.map((text) => ({ keyword: 'pattern', how: isText(text), value: text })),
    )
  }
  if (schema.format === 'uuid') {
    values.push({ keyword: 'format', how: 'is no UUID', value: 'attest' })
    // A UUID without its last digit.
    const cut = '2c6b1f0e-9d47-4a53-8e12-7b90c4d5f3a'
    values.push({ keyword: 'format', how: 'is a UUID without its last digit', value: cut })
  }
  if ('enum' in schema || 'const' in schema) {
    const keyword = 'enum' in schema ? 'enum' : 'const'
    values.push({ keyword, how: isText('attest'), value: 'attest' })
    values.push({ keyword, how: isText(''), value: '' })
  }
  if (typeof minimum === 'number') {
    values.push({ keyword: 'minimum', how: `is ${minimum - 1}`, value: minimum - 1 })
  }
  if (typeof maximum === 'number') {
    values.push({ keyword: 'maximum', how: `is ${maximum + 1}`, value: maximum + 1 })
  }
  if (typeof minProperties === 'number' && minProperties > 0) {
    const members = Array.from({ length: minProperties - 1 }, (_, index) => [
      `key${index}`,
      'attest',
    ])
    const how = members.length === 0 ? 'is empty' : `has only ${members.length} members`
    values.push({ keyword: 'minProperties', how, value: Object.fromEntries(members) })
  }
  return values
}

function ofOtherType({ type }: JsonObject): readonly BrokenValue[] {
  if (type === undefined) return []
  const allowed = new Set([type].flat())
  return OF_TYPE.filter(
    ([name]) => !allowed.has(name) && !(name === 'integer' && allowed.has('number')),
  ).map(([, how, value]) => ({ keyword: 'type', how, value }))
}

function ofLength(length: number) {
  const value = 'x'.repeat(length)
  return { how: length === 0 ? 'is empty' : `has ${length} characters`, value }
}

function isText(text: string): string {
  return text === '' ? 'is empty' : `is ${JSON.stringify(text)}`
}

/** The object without one of its members. */
export function without(value: unknown, name: string): unknown {
  if (!isJsonObject(value)) return value
  const { [name]: _left, ...rest } = value
  return rest
}
