import { isJsonObject } from '../../src/openapi/json.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'
import { abstracted } from './abstracted.ts'

const LONGEST = 120

/** The status of an answer, and what the service says of a refusal, without ids: `400 (no such key)`. */
export function answeredStatus({ response }: Exchange, own: ReadonlySet<string>): string {
  if (response === undefined) return 'nothing'
  const { status, body } = response
  if (status < 400 || body.kind !== 'json' || !isJsonObject(body.value)) return String(status)
  const [fault] = Object.values(body.value)
  const message = isJsonObject(fault) ? fault.message : undefined
  if (typeof message !== 'string') return String(status)
  return `${status} (${abstracted(message, own).slice(0, LONGEST)})`
}
