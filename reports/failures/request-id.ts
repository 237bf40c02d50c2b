import { packagedServices } from '../../src/openapi/load-services.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'

/** Identity has no description here, and a recorded service may have none any more. */
const COMMON = ['x-openstack-request-id']

/** The id that a service has given to a request; its operator can find it in the logs. */
export function requestIdOf({ service, response }: Exchange): string | undefined {
  const names = packagedServices().get(service)?.requestIdHeaders ?? COMMON
  return names.map((name) => response?.headers[name]).find((id) => id !== undefined)
}
