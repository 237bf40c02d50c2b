import { badRequest } from './faults.ts'

/** Says what is wrong with a value, or nothing. */
export type Check = (value: unknown, path: string) => string | undefined

export interface Field {
  readonly check: Check
  readonly required?: boolean
}

const UUID_LIKE = /^[0-9a-f]{32}$/

/** As the services see it: dashes, case, braces and the urn prefix do not matter. */
function isUuidLike(value: unknown): value is string {
  if (typeof value !== 'string') return false
  const bare = value
    .replace(/urn:|uuid:/g, '')
    .replace(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '')
    .toLowerCase()
  return UUID_LIKE.test(bare)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(path: string, value: unknown, reason: string): string {
  if (path === '') return reason
  return `Invalid input for field/attribute ${path}. Value: ${JSON.stringify(value)}. ${reason}`
}

function mistyped(path: string, value: unknown, types: string): string {
  return invalid(path, value, `${JSON.stringify(value)} is not of type ${types}`)
}

export const uuid: Check = (value, path) => {
  if (typeof value !== 'string') return mistyped(path, value, "'string'")
  return isUuidLike(value) ? undefined : invalid(path, value, `'${value}' is not a 'uuid'`)
}

/** Length is counted in code points, as Python does. */
export function text(rule: { min?: number; max?: number; pattern?: RegExp } = {}): Check {
  return (value, path) => {
    if (typeof value !== 'string') return mistyped(path, value, "'string'")
    const length = [...value].length
    if (length < (rule.min ?? 0)) return invalid(path, value, `'${value}' is too short`)
    if (length > (rule.max ?? Number.POSITIVE_INFINITY)) {
      return invalid(path, value, `'${value}' is too long`)
    }
    if (rule.pattern && !rule.pattern.test(value)) {
      return invalid(path, value, `'${value}' does not match '${rule.pattern.source}'`)
    }
    return undefined
  }
}

export function nullable(check: Check): Check {
  return (value, path) => (value === null ? undefined : check(value, path))
}

export const integer: Check = (value, path) =>
  Number.isInteger(value) ? undefined : mistyped(path, value, "'integer'")

/** Accepts what one of the checks accepts; the message comes from the first. */
export function anyOf(...checks: readonly Check[]): Check {
  return (value, path) => {
    const wrongs = checks.map((check) => check(value, path))
    return wrongs.includes(undefined) ? undefined : wrongs[0]
  }
}

export function oneOf(...allowed: readonly string[]): Check {
  return (value, path) => {
    if (typeof value === 'string' && allowed.includes(value)) return undefined
    return invalid(path, value, `${JSON.stringify(value)} is not one of ${JSON.stringify(allowed)}`)
  }
}

const BOOLEAN_WORDS = new Set(
  ['true', 'false', 'on', 'off', 'yes', 'no'].flatMap((word) => [
    word,
    word.toUpperCase(),
    `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
  ]),
)
  .add('1')
  .add('0')

const TRUE_WORDS = new Set(['true', 't', 'on', 'yes', 'y', '1'])

/** A JSON boolean, or one of the words that OpenStack reads as one. Numbers are not. */
export const boolean: Check = (value, path) => {
  if (typeof value === 'boolean') return undefined
  if (typeof value === 'string' && BOOLEAN_WORDS.has(value)) return undefined
  return invalid(path, value, `${JSON.stringify(value)} is not a boolean`)
}

export function readBoolean(value: unknown): boolean {
  return typeof value === 'string' ? TRUE_WORDS.has(value.toLowerCase()) : value === true
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** What was given as metadata: every value as a text. */
export function textMap(value: unknown): Record<string, string> {
  if (!isObject(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]))
}

/** An object with these fields and no others. */
export function closed(fields: Readonly<Record<string, Field>>): Check {
  return (value, path) => {
    if (!isObject(value)) return mistyped(path, value, "'object'")
    for (const [name, field] of Object.entries(fields)) {
      if (!(name in value)) {
        if (field.required) return invalid(path, value, `'${name}' is a required property`)
        continue
      }
      const wrong = field.check(value[name], name)
      if (wrong) return wrong
    }
    const extra = Object.keys(value).find((name) => !Object.hasOwn(fields, name))
    if (extra === undefined) return undefined
    const reason = `Additional properties are not allowed ('${extra}' was unexpected)`
    return invalid(path, value, reason)
  }
}

/** An object with any keys, at least `min` of them. */
export function open(min = 0): Check {
  return (value, path) => {
    if (!isObject(value)) return mistyped(path, value, "'object'")
    if (Object.keys(value).length >= min) return undefined
    return invalid(path, value, `${JSON.stringify(value)} does not have enough properties`)
  }
}

/** The object under the only key of a body. @throws Fault 400 */
export function checkedBody(body: unknown, key: string, check: Check): Record<string, unknown> {
  const wrong = closed({ [key]: { check, required: true } })(body, '')
  if (wrong) throw badRequest(wrong)
  const inner = isObject(body) ? body[key] : undefined
  if (!isObject(inner)) throw badRequest(`'${key}' is not an object`)
  return inner
}
