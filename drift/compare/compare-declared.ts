import type { Observation } from './difference.ts'
import type { OperationSubject } from './subject.ts'
import { isThere } from './within.ts'

/** How the errors and the status of success that a controller declares differ from those of the contract. */
export function compareDeclared({
  operation,
  name,
  theirs: { method },
  ours,
  contract,
  sources,
}: OperationSubject): readonly Observation[] {
  if (method === undefined) return []
  const place = { file: method.file, line: method.line }
  const common = { operation: operation.id, in: 'code', differs: 'presence', place } as const
  const success =
    method.success === undefined || method.success === ours.success
      ? []
      : [{ ...common, at: 'success', ours: ours.success ?? null, theirs: method.success }]
  if (method.errors.length === 0) return success
  const document = contract.id.slice(contract.id.indexOf('/') + 1)
  const inFront = sources.documents[document]?.operations[name]?.undeclared ?? []
  const foreign = method.errors
    .filter((status) => !ours.statuses.has(status) || inFront.includes(status))
    .map((status) => ({ ...common, at: `status.${status}`, ours: null, theirs: true }))
  const missing = [...ours.statuses.keys()]
    .filter((status) => status >= 400 && !method.errors.includes(status))
    .filter((status) => !inFront.includes(status))
    .map((status) => ({ ...common, at: `status.${status}`, ours: true, theirs: null }))
  return [...success, ...foreign, ...missing]
}

/** Whether the operation exists at other microversions than its controller says. */
export function comparePresence({
  operation,
  theirs: { method },
  at,
}: Pick<OperationSubject, 'operation' | 'theirs' | 'at'>): readonly Observation[] {
  if (method === undefined || (method.min === undefined && method.max === undefined)) return []
  const [ours, theirs] = [isThere(at, operation.range), isThere(at, method)]
  if (ours === theirs) return []
  const place = { file: method.file, line: method.line }
  return [
    {
      operation: operation.id,
      in: 'code',
      at: 'operation',
      differs: 'presence',
      ours,
      theirs,
      place,
    },
  ]
}
