import { canonicalJson, isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import type { Observation } from './difference.ts'

/** Whether a pattern of ours, spelt differently, accepts the same texts as one of theirs. */
export type SamePattern = (ours: unknown, theirs: unknown) => boolean

export type SchemaDifference = Pick<Observation, 'at' | 'differs' | 'ours' | 'theirs'>

const STRUCTURE = new Set(['properties', 'required', 'items'])

/** How two schemas differ, both in normal form. `at` names the place of the value that they are about. */
export function compareSchemas(
  ours: JsonObject,
  theirs: JsonObject,
  at: string,
  samePattern: SamePattern,
): readonly SchemaDifference[] {
  const equal = (keyword: string) =>
    canonicalJson(ours[keyword]) === canonicalJson(theirs[keyword]) ||
    (keyword === 'pattern' && samePattern(ours[keyword], theirs[keyword]))
  const keywords = new Set([...Object.keys(ours), ...Object.keys(theirs)])
  const own = [...keywords]
    .filter((keyword) => !STRUCTURE.has(keyword) && !equal(keyword))
    .map((differs) => ({
      at,
      differs,
      ours: ours[differs] ?? null,
      theirs: theirs[differs] ?? null,
    }))
  return [
    ...own,
    ...compareProperties(ours, theirs, at, samePattern),
    ...compareItems(ours, theirs, at, samePattern),
  ]
}

function compareItems(ours: JsonObject, theirs: JsonObject, at: string, samePattern: SamePattern) {
  if (isJsonObject(ours.items) && isJsonObject(theirs.items)) {
    return compareSchemas(ours.items, theirs.items, at, samePattern)
  }
  if (ours.items === undefined && theirs.items === undefined) return []
  const shown = (items: unknown) => (items === undefined ? null : items)
  return [{ at, differs: 'items', ours: shown(ours.items), theirs: shown(theirs.items) }]
}

function compareProperties(
  ours: JsonObject,
  theirs: JsonObject,
  at: string,
  samePattern: SamePattern,
) {
  const [own, foreign] = [ours, theirs].map(({ properties }) =>
    isJsonObject(properties) ? properties : {},
  )
  const names = new Set([...Object.keys(own ?? {}), ...Object.keys(foreign ?? {})])
  return [...names].flatMap((name): readonly SchemaDifference[] => {
    const place = `${at}.${name}`
    const [a, b] = [own?.[name], foreign?.[name]]
    if (!isJsonObject(a) || !isJsonObject(b)) {
      return [{ at: place, differs: 'presence', ours: a ?? null, theirs: b ?? null }]
    }
    const [needed, wanted] = [ours, theirs].map(
      ({ required }) => Array.isArray(required) && required.includes(name),
    )
    const inside = compareSchemas(a, b, place, samePattern)
    return needed === wanted
      ? inside
      : [{ at: place, differs: 'required', ours: needed, theirs: wanted }, ...inside]
  })
}
