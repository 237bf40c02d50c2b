import { randomUUID } from 'node:crypto'
import type { ContentRule, ResponseRule } from '../../src/openapi/at-version/operation-view.ts'
import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import { pointer, valueAt } from '../../src/openapi/json-pointer.ts'
import { jsonOf, type Passing, type Reply } from '../proxy/message.ts'
import { contractFor, documentAt, viewAt } from './contracts.ts'
import { sampleValue } from './sample-value.ts'
import { spokenIn } from './spoken-microversions.ts'

/** A call of one of the contract's operations. */
export type Called = Passing & Required<Pick<Passing, 'operation' | 'version'>>

export function isCalled(passing: Passing): passing is Called {
  return passing.operation !== undefined && passing.version !== undefined
}

/**
 * What a cloud answers with a status, whole and right: the headers, and the contract's own sample of
 * a body with the ids that the request names. What no document has at this microversion looks like
 * the service's other errors.
 */
export function conformingReply(passing: Called, status: number, instead?: Reply): Reply {
  const rule = viewAt(passing.operation, passing.version)?.responses.get(status)
  const body = rule === undefined ? faultBody(status) : bodyOf(passing, rule)
  const text = body === undefined ? '' : JSON.stringify(body)
  return {
    status,
    headers: { ...headersOf(passing, instead), ...typeOf(body) },
    body: text,
  }
}

function typeOf(body: unknown): Record<string, string> {
  return body === undefined ? {} : { 'content-type': 'application/json' }
}

/** The headers of the microversion protocol and of the request, as the cloud itself sends them. */
function headersOf({ operation, version }: Called, instead?: Reply): Record<string, string> {
  const contract = contractFor(operation)
  const { name: word, legacyHeader: legacy } = spokenIn(contract)
  const id = instead?.headers['x-openstack-request-id'] ?? `req-${randomUUID()}`
  return {
    'openstack-api-version': `${word} ${version}`,
    ...(legacy !== undefined && { [legacy.toLowerCase()]: version }),
    vary: ['OpenStack-API-Version', ...(legacy === undefined ? [] : [legacy])].join(', '),
    'www-authenticate': "Keystone uri='http://attest.invalid'",
    ...Object.fromEntries(contract.description.requestIdHeaders.map((name) => [name, String(id)])),
  }
}

function bodyOf(passing: Called, { content }: ResponseRule): unknown {
  const [first] = content
  if (first === undefined) return undefined
  return withIdsOf(passing, sampleOf(passing, first))
}

/** The last example is the plainest; what the service makes of nothing is no example of success. */
function sampleOf({ operation, version }: Called, content: ContentRule): unknown {
  const document = documentAt(operation, version)
  const examples = valueAt(document, content.pointer + pointer('examples'))
  const values = isJsonObject(examples) ? Object.values(examples) : []
  const [written] = values.map((example) => (isJsonObject(example) ? example.value : undefined))
  if (written !== undefined && content.validate(written).length === 0) return written
  return sampleValue(document, valueAt(document, content.pointer + pointer('schema')))
}

/** The sample with the ids that path and body of the request name. */
function withIdsOf(passing: Called, sample: unknown): unknown {
  const { parameters } = passing
  const said = jsonOf(passing)
  const [wanted] = isJsonObject(said) ? Object.values(said).filter(isJsonObject) : []
  const volume = parameters.volume_id ?? wanted?.volumeId
  const ids: Readonly<Record<string, unknown>> = passing.operation.startsWith('compute.')
    ? { serverId: parameters.server_id, volumeId: volume, id: volume }
    : {
        id: parameters.attachment_id,
        volume_id: wanted?.volume_uuid,
        instance: wanted?.instance_uuid,
      }
  return replaced(sample, ids)
}

function replaced(value: unknown, ids: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item, ids))
  if (!isJsonObject(value)) return value
  const entries = Object.entries(value).map(([name, member]) => {
    const id = ids[name]
    return [name, typeof id === 'string' ? id : replaced(member, ids)] as const
  })
  return Object.fromEntries(entries)
}

const FAULT_NAMES: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  500: 'computeFault',
  503: 'serviceUnavailable',
}

function faultBody(status: number): JsonObject | undefined {
  if (status < 400) return undefined
  const name = FAULT_NAMES[status] ?? 'computeFault'
  return { [name]: { code: status, message: 'The cloud says so.' } }
}
