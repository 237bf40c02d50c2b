import type { Exchange } from '../../src/openstack/exchange.ts'
import { abstracted } from './abstracted.ts'

/** The operation that was called; of other calls, their method and path without ids. */
export function callOf(
  { operation, request }: Pick<Exchange, 'operation' | 'request'>,
  own: ReadonlySet<string>,
): string {
  if (operation !== undefined) return operation
  const path = URL.canParse(request.url) ? new URL(request.url).pathname : request.url
  return `${request.method} ${abstracted(path, own)}`
}
