import { isJsonObject } from '../../openapi/json.ts'
import { type JsonPointer, pointer } from '../../openapi/json-pointer.ts'
import { idForm } from './id-form.ts'
import type { Repeated } from './said.ts'

/**
 * An id of an answer that the request has named: the `member` of what is at a pointer. Nothing where
 * either of them is no UUID.
 */
export function repeatedId(
  item: unknown,
  member: string,
  at: JsonPointer,
  requested: unknown,
): Repeated[] {
  const asked = idForm(requested)
  const answered = idForm(isJsonObject(item) ? item[member] : undefined)
  if (asked === undefined || answered === undefined) return []
  return [{ at: at + pointer(member), asked: String(requested), isSame: asked === answered }]
}
