import type { Exchange } from '../openstack/exchange.ts'
import type { Violation } from './violation.ts'

/** The violation of a call in one line; `others` is the number of further violations of the same answer. */
export function violationLine(
  { operation, request }: Pick<Exchange, 'operation' | 'request'>,
  { code, at, expected, got }: Violation,
  others: number,
): string {
  const call = operation ?? `${request.method} ${request.url}`
  const more = others === 0 ? '' : ` (and ${others} more)`
  return `${call}: ${code} at ${at}: expected ${expected}, got ${got}${more}`
}
