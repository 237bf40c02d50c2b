import type { JsonObject } from '../../src/openapi/json.ts'

/** Changes a value so that it violates its schema. */
export interface Malformation {
  readonly slug: string
  /** The end of a sentence that begins with the name of the field. */
  readonly how: string
  readonly value: (before: unknown) => unknown
}

const OTHER_TYPES: Readonly<Record<string, readonly [how: string, value: unknown]>> = {
  string: ['as a number', 7],
  boolean: ['as a text', 'true'],
  integer: ['as a text', '7'],
  number: ['as a text', '7'],
  object: ['as a list', []],
  array: ['as an object', {}],
}

/** Faults of a field's form: null, another type, a wrong format. */
export function malformedValues(schema: JsonObject): readonly Malformation[] {
  const types: readonly unknown[] = [schema.type].flat()
  const [type] = types.filter((one) => one !== 'null')
  const other = OTHER_TYPES[String(type)]
  const formatted = 'format' in schema || 'pattern' in schema || 'enum' in schema
  return [
    ...(type !== undefined && !types.includes('null')
      ? [{ slug: 'null', how: 'as null', value: () => null }]
      : []),
    ...(other === undefined ? [] : [{ slug: 'mistyped', how: other[0], value: () => other[1] }]),
    ...(formatted && type === 'string'
      ? [{ slug: 'malformed', how: 'in no right format', value: () => '~' }]
      : []),
  ]
}

/** Changes a value to another one of the right form; undefined where no value is wrong. */
export function otherValue(schema: JsonObject): ((before: unknown) => unknown) | undefined {
  if ('const' in schema) return undefined
  const values: readonly unknown[] = Array.isArray(schema.enum) ? schema.enum : []
  if (values.length > 1) {
    return (before) => values[(values.indexOf(before) + 1) % values.length]
  }
  switch ([schema.type].flat().find((type) => type !== 'null')) {
    case 'boolean':
      return (before) => (typeof before === 'boolean' ? !before : before)
    case 'string':
      return (before) => otherText(before)
    default:
      return undefined
  }
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/
const TIME = /^\d{4}-\d\d-\d\dT/

function otherText(before: unknown): unknown {
  if (typeof before !== 'string') return 'attest'
  if (UUID.test(before)) return before.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
  if (TIME.test(before)) return ''
  return before === '' ? '2001-02-03T04:05:06.000000' : `${before}z`
}
