import type { ServiceProtocol } from '../openapi/contract.ts'
import type { ResponseRule, TextRule } from '../openapi/operation-view.ts'
import type { Headers } from '../openstack/exchange.ts'
import type { Asked } from './asked-microversion.ts'
import { showHeader } from './show-value.ts'
import type { Violation } from './violation.ts'

const REQUEST_ID = /^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The headers that a response declares: those required are there, and all say what they must. */
export function judgeHeaders(
  rule: ResponseRule,
  headers: Headers,
  protocol: ServiceProtocol,
  asked: Asked,
): readonly Violation[] {
  const ids = rule.headers.filter(({ name }) => isRequestId(name, protocol))
  const telling = asked.unreadable
    ? rule.headers.filter(({ name }) => !tellsMicroversion(name, protocol))
    : rule.headers
  return [
    ...telling.flatMap((header) => judgeHeader(header, headers, protocol, asked)),
    ...judgeSameRequestId(ids, headers),
  ]
}

function judgeHeader(
  rule: TextRule,
  headers: Headers,
  protocol: ServiceProtocol,
  asked: Asked,
): readonly Violation[] {
  const { name, required } = rule
  const value = headers[name]
  if (value === undefined) {
    const expected = expectation(name, protocol, asked) ?? 'the header'
    return required ? [violation('missing-header', rule, expected, 'none')] : []
  }
  const expected = expectation(name, protocol, asked)
  if (expected !== undefined) {
    const right = says(name, value, protocol, asked)
    return right ? [] : [violation('wrong-header', rule, expected, showHeader(name, value))]
  }
  return rule
    .validate(value)
    .map((fault) => violation('wrong-header', rule, fault.expected, showHeader(name, value)))
}

/** What a header of the microversion protocol must say; undefined for any other header. */
function expectation(name: string, protocol: ServiceProtocol, asked: Asked): string | undefined {
  if (name === 'openstack-api-version') return `${protocol.microversionName} ${asked.version}`
  if (name === protocol.legacyMicroversionHeader?.toLowerCase()) return asked.version
  if (name === 'vary') return microversionHeaders(protocol).join(', ')
  return isRequestId(name, protocol) ? 'req-<UUID>' : undefined
}

function says(name: string, value: string, protocol: ServiceProtocol, asked: Asked): boolean {
  if (isRequestId(name, protocol)) return REQUEST_ID.test(value)
  if (name !== 'vary') return value.trim() === expectation(name, protocol, asked)
  const named = value.toLowerCase().split(/\s*,\s*/)
  return microversionHeaders(protocol).every((header) => named.includes(header.toLowerCase()))
}

function microversionHeaders({ legacyMicroversionHeader: legacy }: ServiceProtocol) {
  return ['OpenStack-API-Version', ...(legacy === undefined ? [] : [legacy])]
}

/** Headers that only an answer to a microversion that was understood can have. */
function tellsMicroversion(name: string, protocol: ServiceProtocol): boolean {
  const headers = [...microversionHeaders(protocol), 'vary']
  return headers.some((header) => header.toLowerCase() === name)
}

function isRequestId(name: string, { requestIdHeaders }: ServiceProtocol): boolean {
  return requestIdHeaders.some((header) => header.toLowerCase() === name)
}

/** One request has one id, whatever the header that tells it. */
function judgeSameRequestId(rules: readonly TextRule[], headers: Headers): readonly Violation[] {
  const [first, ...others] = rules.filter(({ name }) => headers[name] !== undefined)
  const id = first && headers[first.name]
  if (first === undefined || id === undefined) return []
  return others.flatMap((rule) => {
    const other = headers[rule.name] ?? ''
    const expected = `the same as in ${first.name}: ${showHeader(first.name, id)}`
    return other === id
      ? []
      : [violation('wrong-header', rule, expected, showHeader(rule.name, other))]
  })
}

function violation(
  code: 'missing-header' | 'wrong-header',
  { name, pointer }: TextRule,
  expected: string,
  got: string,
): Violation {
  return { code, at: `header ${name}`, rule: pointer, expected, got }
}
