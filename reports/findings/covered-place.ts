import type { Requirement } from '../../src/openapi/contract.ts'
import { isJsonObject } from '../../src/openapi/json.ts'
import { pointer, segmentsOf } from '../../src/openapi/json-pointer.ts'

const RESPONSE = 'response.'

/** The fields of the answer that a promise is about, as pointers without the places of lists. */
function coveredPlaces({ covers }: Pick<Requirement, 'covers'>): readonly string[] {
  return covers.flatMap((name) =>
    name.startsWith(RESPONSE) ? [pointer(...name.slice(RESPONSE.length).split('.'))] : [],
  )
}

/** Whether the promise is about that place of an answer. */
export function coversPlace(requirement: Pick<Requirement, 'covers'>, place: string): boolean {
  const plain = place.replaceAll('/*', '')
  return coveredPlaces(requirement).includes(plain)
}

/** The places at which a body has nothing where its covered field should be, with `*` for items of lists. */
export function missingPlace(body: unknown, covered: string): string | undefined {
  return missingBelow(body, segmentsOf(covered.replaceAll('/*', '')))
}

function missingBelow(value: unknown, segments: readonly string[]): string | undefined {
  if (Array.isArray(value)) {
    const places = value.map((item) => missingBelow(item, segments))
    const place = places.find((one) => one !== undefined)
    return place === undefined ? undefined : `/*${place}`
  }
  const [first, ...rest] = segments
  if (first === undefined) return undefined
  if (!isJsonObject(value) || !Object.hasOwn(value, first)) return pointer(...segments)
  const place = missingBelow(value[first], rest)
  return place === undefined ? undefined : `${pointer(first)}${place}`
}
