import type { Symbols } from './symbols.ts'

/** The fields by which an element of a list says which one it is. */
const IDENTITY = ['id', 'volumeId', 'volume_id']

/**
 * What matters of a list: the elements that the case has named, each with its values. What else is
 * in it belongs to other cases that ran meanwhile; of a list without an element of the case's own,
 * only the form of its elements matters, and that is not known when there is none. Elements that were
 * made at the same time come in either order, so that order counts only where it was asked for.
 */
export function listThatMatters(
  list: readonly unknown[],
  symbols: Symbols,
  sorted: boolean,
): unknown {
  const own = list.filter((element) => identities(element).some((id) => symbols.knows(id)))
  if (own.length === 0) return { formOfElements: form(list) }
  const named = own.map((element) => symbols.inValue(element))
  if (sorted) return named
  return named.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

function identities(element: unknown): readonly string[] {
  if (typeof element !== 'object' || element === null) return []
  return Object.entries(element).flatMap(([key, value]) =>
    IDENTITY.includes(key) && typeof value === 'string' ? [value] : [],
  )
}

/** `any` for an empty list, which has no form that another could differ from. */
function form(list: readonly unknown[]): readonly string[] | 'any' {
  if (list.length === 0) return 'any'
  return [...new Set(list.flatMap((element) => Object.keys(element ?? {})))].toSorted()
}
