import { sameValue } from '../../../fixtures/core/replay/same-request.ts'

/**
 * The first place, as `a.b.c`, where a recorded value differs from the value that follows from the
 * evidence; undefined if there is none. Redacted parts are not compared.
 */
export function firstDifference(follows: unknown, written: unknown, at = ''): string | undefined {
  if (sameValue(follows, written)) return undefined
  if (!isObject(follows) || !isObject(written)) return at
  const names = new Set([...Object.keys(follows), ...Object.keys(written)])
  for (const name of names) {
    const place = at === '' ? name : `${at}.${name}`
    const [own, other] = [Reflect.get(follows, name), Reflect.get(written, name)]
    if (own === undefined || other === undefined) {
      if (own !== other) return place
      continue
    }
    const difference = firstDifference(own, other, place)
    if (difference !== undefined) return difference
  }
  return at
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
