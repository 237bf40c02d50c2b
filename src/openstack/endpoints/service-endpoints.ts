import type { Service } from '../../openapi/contract.ts'
import type { ServiceDescription, Services } from '../../openapi/service-description.ts'
import type { CloudPlace } from '../cloud-config/cloud-config.ts'
import type { Headers } from '../exchange.ts'
import { askAgain } from '../http/ask-again.ts'
import { isPassing } from '../http/disturbance.ts'
import type { Wire } from '../http/wire.ts'
import { identityUrl } from '../identity/identity.ts'
import type { Token } from '../identity/token.ts'
import { hasRemedy, UnreachableError } from '../unreachable-error.ts'
import { endpointOf, locate } from './catalog.ts'
import { MissingEndpointError } from './missing-endpoint-error.ts'
import { discoverVersions, type ServiceVersions } from './service-versions.ts'

/** Base URLs without a slash at their ends; a catalog may lack a service that is not tested. */
export interface Endpoints extends Readonly<Record<Service, string>> {
  readonly identity: string
}

/** The regions of the endpoints, by their service; without those that are in none. */
export type Regions = Readonly<Partial<Record<Service, string>>>

export interface FoundServices {
  readonly endpoints: Endpoints
  readonly regions: Regions
  readonly versions: Readonly<Record<Service, ServiceVersions>>
}

/** As much of a token as leads to the endpoints. */
type Scope = Pick<Token, 'catalog' | 'projectId' | 'userId'>

/**
 * Reads the catalog and the version documents of the services that have contract documents, at the
 * same time. Throws MissingEndpointError, {@link UnreachableError} and ServiceVersionsError.
 */
export async function discoverEndpoints(
  config: CloudPlace & { readonly file?: string },
  token: Scope,
  wire: Pick<Wire, 'send'> & Partial<Pick<Wire, 'signal'>>,
  headers: Headers,
  services: Services,
): Promise<FoundServices> {
  // Async, so that a service that is missing rejects like all else and strands no other request.
  const versionsOf = async (service: ServiceDescription): Promise<ServiceVersions> =>
    discoverVersions(service, endpointOf(service, config, token), token.projectId, async (url) => {
      const once = async (repeats: string | undefined) => {
        const again = repeats !== undefined && { repeats }
        return (await wire.send({ service: service.id, method: 'GET', url, headers, ...again }))
          .exchange
      }
      const exchange = await askAgain(once, { mayRepeat: isPassing, signal: wire.signal })
      const { problem, failure = '' } = exchange
      if (problem === undefined || !hasRemedy(problem)) return exchange
      throw new UnreachableError(config, url, { problem, message: failure }, service.id)
    })
  const described = [...services.values()]
  const tested = described.filter(({ documents }) => documents.length > 0)
  const versions = await Promise.all(
    tested.map(async (service) => [service.id, await versionsOf(service)] as const),
  )
  return {
    regions: Object.fromEntries(
      tested.flatMap((service) => {
        const { region } = locate(service, config, token)
        return region === undefined ? [] : [[service.id, region] as const]
      }),
    ),
    endpoints: {
      ...Object.fromEntries(versions.map(([id, { baseUrl }]) => [id, baseUrl])),
      ...Object.fromEntries(
        described
          .filter((service) => !tested.includes(service))
          .flatMap((service) => {
            const url = untestedUrl(service, config, token)
            return url === undefined ? [] : [[service.id, url] as const]
          }),
      ),
      identity: config.services.identity?.endpointOverride ?? identityUrl(config),
    },
    versions: Object.fromEntries(versions),
  }
}

/** Ends in the version, whether or not the catalog's does. */
function untestedUrl(
  service: ServiceDescription,
  config: CloudPlace,
  token: Scope,
): string | undefined {
  try {
    const root = endpointOf(service, config, token).replace(/\/v\d+(\.\d+)?$/, '')
    return `${root}/${service.version.segment}`
  } catch (error) {
    if (error instanceof MissingEndpointError) return undefined
    throw error
  }
}
