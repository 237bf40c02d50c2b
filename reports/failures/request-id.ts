import { packagedServices } from '../../src/openapi/load-services.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'

/** Identity is described nowhere, and a service may have been when it was recorded. */
const COMMON = ['x-openstack-request-id']

/** The id that a service has given to a request, with which its operator finds it in the logs. */
export function requestIdOf({ service, response }: Exchange): string | undefined {
  const names = packagedServices().get(service)?.requestIdHeaders ?? COMMON
  return names.map((name) => response?.headers[name]).find((id) => id !== undefined)
}
