import { isJsonObject } from '../../src/openapi/json.ts'

/**
 * A sample of a body with its values taken away: objects and lists as they are, each value as the name of
 * its form.
 */
export type Shape = string | readonly Shape[] | { readonly [name: string]: Shape }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The forms of texts, each with one that stands for all of its kind. The first that fits is taken. */
const TEXTS: readonly (readonly [name: string, form: RegExp, example: string])[] = [
  ['empty', /^$/, ''],
  ['uuid', UUID, '3f6b2c9e-41d7-4a58-9c0e-7be21f8d5a10'],
  ['project', /^[0-9a-f]{32}$/i, '3f6b2c9e41d74a589c0e7be21f8d5a10'],
  // Meant as an id, with a letter that no id has.
  ['no-uuid', /^\w{8}(-\w{4}){3}-\w{12}$/, 'zf6b2c9e-41d7-4a58-9c0e-7be21f8d5a10'],
  ['time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/, '2026-01-31T12:34:56.000000'],
  ['device', /^\/dev\/[a-z]+$/, '/dev/vdb'],
  ['url', /^https?:\/\//, 'https://cloud.example.org/a'],
  ['hex', /^[0-9a-f]{16}$/, '0123456789abcdef'],
]
/** A value that may be one of an enumeration is kept: it is a name and no text. */
const WORD = /^[a-z]{1,12}(_[a-z]{1,12})?$/

export function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, shapeOf(member)]),
    )
  }
  if (typeof value !== 'string') {
    return typeof value === 'number' ? 'number' : JSON.stringify(value)
  }
  const form = TEXTS.find(([, pattern]) => pattern.test(value))
  if (form !== undefined) return form[0]
  return WORD.test(value) ? `word ${value}` : 'text'
}

/** A body of this shape, with values of the project's own. */
export function bodyOf(shape: Shape): unknown {
  if (typeof shape !== 'string') {
    if (isList(shape)) return shape.map(bodyOf)
    return Object.fromEntries(Object.entries(shape).map(([name, member]) => [name, bodyOf(member)]))
  }
  const text = TEXTS.find(([name]) => name === shape)
  if (text !== undefined) return text[2]
  if (shape.startsWith('word ')) return shape.slice('word '.length)
  if (shape === 'number') return 1
  return shape === 'text' ? 'A text' : JSON.parse(shape)
}

function isList(shape: Shape): shape is readonly Shape[] {
  return Array.isArray(shape)
}
