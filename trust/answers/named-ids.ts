import type { OperationId } from '../../src/openapi/contract.ts'
import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import { jsonOf, type Passing } from '../proxy/message.ts'
import { contractFor } from './contracts.ts'

/** Fields of answers that have another name in the request. */
type Renamed = (parameters: Passing['parameters'], said: JsonObject) => JsonObject

const RENAMED: Readonly<Record<string, Renamed>> = {
  'compute/os-volume_attachments.yaml': ({ server_id, volume_id }, { volumeId }) => ({
    serverId: server_id,
    volumeId: volume_id ?? volumeId,
    id: volume_id ?? volumeId,
  }),
  'block-storage/attachments.yaml': (_parameters, { volume_uuid, instance_uuid }) => ({
    volume_id: volume_uuid,
    instance: instance_uuid,
  }),
}

/**
 * The values that an answer repeats of a request, by the fields of the answer: the last id in the path as
 * `id`, what the object in its body says under the same names, and what the document calls otherwise.
 */
export function repeatedOf(passing: Passing, operation: OperationId): JsonObject {
  const { parameters } = passing
  const body = jsonOf(passing)
  const [said = {}] = isJsonObject(body) ? Object.values(body).filter(isJsonObject) : []
  const id = Object.entries(parameters).findLast(([name]) => name.endsWith('_id'))?.[1]
  return { ...said, id, ...RENAMED[contractFor(operation).file]?.(parameters, said) }
}
