import { isTooDeep } from '../body/json-depth.ts'
import { isDriverObject, isOpenInDriverObject, isSecretName } from './secret-names.ts'

/** The kind of a value's place in a JSON document, which decides how the value is redacted. */
export type Place =
  /** A field that is not secret. */
  | 'open'
  /** A field of a driver's object that is not known to have no secret. */
  | 'driver'
  /** A secret field. */
  | 'secret'

type Visit = (value: unknown, place: Place) => unknown

/**
 * A JSON value with `visit` applied to everything that is neither an object nor an array. Parts that
 * `visit` does not change are not copied.
 */
export function mapLeaves(value: unknown, visit: Visit, mapName = (name: string) => name): unknown {
  const walk = (current: unknown, place: Place, within: boolean, parent: string): unknown => {
    if (Array.isArray(current)) {
      const items = current.map((item) => walk(item, place, within, parent))
      return items.some((item, index) => item !== current[index]) ? items : current
    }
    if (typeof current !== 'object' || current === null) {
      return within && typeof current === 'string' && isDriverObject(parent)
        ? visitSerialised(current, visit)
        : visit(current, place)
    }
    const entries = Object.entries(current)
    let isChanged = false
    for (const entry of entries) {
      const [name, item] = entry
      const inside = within || isDriverObject(name)
      const next = placeOf(name, item, parent, place, inside)
      entry[0] = mapName(name)
      entry[1] = walk(item, next, inside, name)
      isChanged ||= entry[0] !== name || entry[1] !== item
    }
    return isChanged ? Object.fromEntries(entries) : current
  }
  return walk(value, 'open', false, '')
}

/** Visits everything in secret and driver places that is neither an object nor an array. */
export function eachSecretLeaf(value: unknown, visit: (value: unknown, place: Place) => void) {
  const walk = (current: unknown, place: Place, within: boolean, parent: string): void => {
    if (Array.isArray(current)) {
      for (const item of current) walk(item, place, within, parent)
    } else if (typeof current === 'object' && current !== null) {
      for (const [name, item] of Object.entries(current)) {
        const inside = within || isDriverObject(name)
        walk(item, placeOf(name, item, parent, place, inside), inside, name)
      }
    } else if (within && typeof current === 'string' && isDriverObject(parent)) {
      visitSerialised(current, (leaf, where) => {
        if (where !== 'open') visit(leaf, where)
        return leaf
      })
    } else if (place !== 'open') visit(current, place)
  }
  walk(value, 'open', false, '')
}

/** Whether a field holds a secret. */
export function holdsSecret(value: unknown): boolean {
  let found = false
  eachSecretLeaf(value, (_leaf, place) => {
    found ||= place === 'secret'
  })
  return found
}

/** The place of a field. `place` is that of its object; `inside` is true within a driver's object. */
function placeOf(
  name: string,
  item: unknown,
  parent: string,
  place: Place,
  inside: boolean,
): Place {
  if (place === 'secret') return 'secret'
  // Identity has objects named `password` and `token` that contain more than the secret.
  const isPlainObject = typeof item === 'object' && item !== null && !Array.isArray(item)
  if (isSecretName(name) && (inside || !isPlainObject || !/^(password|token)$/.test(name))) {
    return 'secret'
  }
  if (parent === 'token' && name === 'id') return 'secret'
  return inside && !isOpenInDriverObject(name) ? 'driver' : 'open'
}

/** Visits a driver's object that is JSON within a string. */
function visitSerialised(text: string, visit: Visit): unknown {
  if (isTooDeep(text)) return visit(text, 'driver')
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return visit(text, 'driver')
    return JSON.stringify(mapLeaves({ connector: value }, visit)).slice('{"connector":'.length, -1)
  } catch {
    return visit(text, 'driver')
  }
}
