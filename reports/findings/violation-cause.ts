import type { Violation } from '../../src/judge/violation.ts'
import { serviceOf } from '../../src/openapi/contract.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'
import { anyItem } from './abstracted.ts'
import { callOf } from './call-of.ts'
import type { Cause } from './cause.ts'
import { answeredStatus } from './fault-text.ts'
import { kindOfValue } from './kind-of-value.ts'

/** The cause of a violation. A header is made by the same code in all operations of a service. */
export function violationCause(
  exchange: Exchange,
  violation: Violation,
  own: ReadonlySet<string>,
): Cause {
  const { code, at, got } = violation
  const { operation } = exchange
  const isHeader = at.startsWith('header ')
  const subject = isHeader && operation !== undefined ? serviceOf(operation) : callOf(exchange, own)
  const place = isHeader ? at : at === '' ? 'body' : anyItem(at)
  switch (code) {
    case 'undocumented-status':
      return {
        subject,
        place: 'status',
        rule: 'wrong-status',
        found: answeredStatus(exchange, own),
      }
    case 'missing-property':
    case 'missing-header':
    case 'missing-body':
      return { subject, place, rule: 'missing', found: 'missing' }
    case 'undocumented-property':
    case 'unexpected-body':
      return { subject, place, rule: 'undocumented', found: 'there' }
    case 'not-json':
    case 'content-type':
    case 'schema':
    case 'wrong-header':
      return { subject, place, rule: 'wrong-value', found: kindOfValue(got) }
    case 'contradicts-request':
      return { subject, place, rule: 'wrong-value', found: 'not the one of the request' }
    case 'contradicts-answer':
      return { subject, place, rule: 'wrong-value', found: 'not the one of another answer' }
    case 'not-distinct':
      return { subject, place, rule: 'wrong-value', found: 'the same twice' }
    case 'implausible-time':
      return { subject, place, rule: 'wrong-value', found: 'an implausible time' }
  }
}
