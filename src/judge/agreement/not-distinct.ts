import { showValue } from '../show-value.ts'
import type { Violation } from '../violation.ts'
import type { Said } from './said.ts'

/** The values that are in a list twice, each at its second place. */
export function notDistinct({ distinct = [] }: Said): Omit<Violation, 'rule'>[] {
  return distinct.flatMap(({ what, values }) => {
    const places = new Map<string, string>()
    return values.flatMap(({ at, value }) => {
      const first = places.get(value)
      if (first === undefined) {
        places.set(value, at)
        return []
      }
      const expected = `another ${what} than the one at ${first}`
      return [{ code: 'not-distinct' as const, at, expected, got: showValue(value, at) }]
    })
  })
}
