import type { ContentRule, OperationView } from '../../src/openapi/at-version/operation-view.ts'
import type { JsonObject } from '../../src/openapi/json.ts'

/** Whether a service writes an error below a key that names its kind, or at the top of the body. */
export type FaultForm = 'keyed' | 'flat'

const KEYS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  500: 'computeFault',
  503: 'serviceUnavailable',
}

/** The form of an error's JSON. */
export function formOf({ validate }: ContentRule): FaultForm {
  return validate({}).some(({ property }) => property === 'message') ? 'flat' : 'keyed'
}

/** The body of a refusal with a status that no document has: it looks like the operation's others. */
export function undocumentedFault(status: number, view: OperationView | undefined): JsonObject {
  const message = 'The cloud says so.'
  const refusals = [...(view?.responses.values() ?? [])].filter((rule) => rule.status === 404)
  const isFlat = refusals.some(({ content: [first] }) => first && formOf(first) === 'flat')
  if (isFlat) return { code: `${status} Attest`, title: 'Attest', message }
  return { [KEYS[status] ?? 'computeFault']: { code: status, message } }
}
