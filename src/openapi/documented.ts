import type { Contract, Operation, OperationId } from './contract.ts'
import { dereference } from './document-node.ts'
import { findOperation } from './find-operation.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import { valueAt } from './json-pointer.ts'

/**
 * The names of all that an API document describes of an operation beside its statuses, as
 * requirements use them in `covers`: `path.server_id`, `query.limit`,
 * `request.volumeAttachment.tag`, `response.volumeAttachments.device`, `note.polling`. Without what
 * only upstream's code has (with `x-erratum` and without `x-source`).
 */
export function documentedOf(contract: Contract, { id, notes }: Operation): readonly string[] {
  const { pointer, itemPointer } = findOperation(contract, id)
  const document: unknown = contract.document
  const resolve = (node: unknown): JsonObject => resolved(document, node)
  const operation = resolve(valueAt(document, pointer))
  const item = resolve(valueAt(document, itemPointer))
  const parameters = [listOf(item.parameters), listOf(operation.parameters)].flat().map(resolve)
  const answers = Object.entries(resolve(operation.responses)).filter(([status]) =>
    status.startsWith('2'),
  )
  const names = [
    ...parameters.filter(isDocumented).map(({ in: place, name }) => `${place}.${name}`),
    ...fieldsOf(schemaOf(resolve(operation.requestBody), resolve), 'request', resolve),
    ...answers.flatMap(([, answer]) =>
      fieldsOf(schemaOf(resolve(answer), resolve), 'response', resolve),
    ),
    ...notes.map((note) => `note.${note.id}`),
  ]
  return [...new Set(names)]
}

/** The statuses of an operation that an API document lists; without those that only an erratum has. */
export function documentedStatuses(contract: Contract, id: OperationId): number[] {
  const document: unknown = contract.document
  const { pointer } = findOperation(contract, id)
  const responses: unknown = valueAt(document, `${pointer}/responses`)
  if (!isJsonObject(responses)) return []
  return Object.entries(responses)
    .filter(([, written]) => {
      const beside = isJsonObject(written) ? written : {}
      return isDocumented({ ...resolved(document, written), ...beside })
    })
    .map(([status]) => Number(status))
}

function fieldsOf(
  schema: JsonObject,
  prefix: string,
  resolve: (node: unknown) => JsonObject,
): string[] {
  const inner = resolve(schema.items)
  const own = Object.entries(resolve(schema.properties)).flatMap(([name, written]) => {
    const field = resolve(written)
    if (!isDocumented(field)) return []
    const at = `${prefix}.${name}`
    return [at, ...fieldsOf(field, at, resolve)]
  })
  return Object.keys(inner).length === 0 ? own : [...own, ...fieldsOf(inner, prefix, resolve)]
}

function schemaOf(holder: JsonObject, resolve: (node: unknown) => JsonObject): JsonObject {
  const [media] = Object.values(resolve(holder.content))
  return resolve(resolve(media).schema)
}

function isDocumented(node: JsonObject): boolean {
  return node['x-erratum'] === undefined || node['x-source'] !== undefined
}

function resolved(document: unknown, node: unknown): JsonObject {
  if (!isJsonObject(node)) return {}
  return isJsonObject(document) ? (dereference(document, node, '')?.value ?? node) : node
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
