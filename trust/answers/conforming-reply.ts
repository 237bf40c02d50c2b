import { randomUUID } from 'node:crypto'
import type { ContentRule, ResponseRule } from '../../src/openapi/at-version/operation-view.ts'
import { isJsonObject } from '../../src/openapi/json.ts'
import { pointer, valueAt } from '../../src/openapi/json-pointer.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'
import type { Passing, Reply } from '../proxy/message.ts'
import { contractFor, documentAt, viewAt } from './contracts.ts'
import { undocumentedFault } from './fault-body.ts'
import { repeatedOf } from './named-ids.ts'
import { sampleValue } from './sample-value.ts'
import { type SpokenMicroversions, spokenIn } from './spoken-microversions.ts'

/** A call of one of the contract's operations. */
export type Called = Passing & Required<Pick<Passing, 'operation'>>

export function isCalled(passing: Passing): passing is Called {
  return passing.operation !== undefined
}

/**
 * A complete and correct answer with a status: the headers, and the contract's sample of the
 * body with the ids of the request. For a status that the document does not have at this
 * microversion, it looks like the service's other errors.
 */
export function conformingReply(passing: Called, status: number, instead?: Reply): Reply {
  const view = viewAt(passing.operation, passing.version)
  const rule = view?.responses.get(status)
  const unknown = status < 400 ? undefined : undocumentedFault(status, view)
  const body = rule === undefined ? unknown : bodyOf(passing, rule)
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
  const spoken = spokenIn(contract)
  const id = instead?.headers['x-openstack-request-id'] ?? `req-${randomUUID()}`
  return {
    ...(spoken && version && versionHeaders(spoken, version)),
    'www-authenticate': "Keystone uri='http://attest.invalid'",
    ...Object.fromEntries(contract.description.requestIdHeaders.map((name) => [name, String(id)])),
  }
}

function versionHeaders(
  { name, legacyHeader: legacy }: SpokenMicroversions,
  version: Microversion,
): Record<string, string> {
  return {
    'openstack-api-version': `${name} ${version}`,
    ...(legacy !== undefined && { [legacy.toLowerCase()]: version }),
    vary: ['OpenStack-API-Version', ...(legacy === undefined ? [] : [legacy])].join(', '),
  }
}

function bodyOf(passing: Called, { content }: ResponseRule): unknown {
  const [first] = content
  if (first === undefined) return undefined
  return replaced(sampleOf(passing, first), repeatedOf(passing, passing.operation))
}

/** The last example is the simplest one. */
function sampleOf({ operation, version }: Called, content: ContentRule): unknown {
  const document = documentAt(operation, version)
  const examples = valueAt(document, content.pointer + pointer('examples'))
  const values = isJsonObject(examples) ? Object.values(examples) : []
  const [written] = values.map((example) => (isJsonObject(example) ? example.value : undefined))
  if (written !== undefined && content.validate(written).length === 0) return written
  return sampleValue(document, valueAt(document, content.pointer + pointer('schema')))
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
