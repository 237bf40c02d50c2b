import type { Symbols } from './symbols.ts'

/** The fields that identify an element of a list. */
const IDENTITY = ['id', 'volumeId', 'volume_id']

/**
 * What is compared of a list: the elements that the case has named, each with its values. Other
 * elements belong to cases that ran at the same time. If the case has named none, only the form
 * of the elements is compared, which is unknown for an empty list. Elements that were made at the
 * same time may have any order, so the order counts only where the request asks for one.
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

/** `any` for an empty list, whose form is unknown. */
function form(list: readonly unknown[]): readonly string[] | 'any' {
  if (list.length === 0) return 'any'
  return [...new Set(list.flatMap((element) => Object.keys(element ?? {})))].toSorted()
}
