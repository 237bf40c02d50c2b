import type { Service } from '../openapi/contract.ts'
import { askAgain } from './ask-again.ts'
import { endpointOf, locate } from './catalog.ts'
import type { CloudPlace } from './cloud-config.ts'
import { isPassing } from './disturbance.ts'
import type { Headers } from './exchange.ts'
import { identityUrl } from './identity.ts'
import { MissingEndpointError } from './missing-endpoint-error.ts'
import { discoverVersions, type ServiceVersions } from './service-versions.ts'
import type { Token } from './token.ts'
import { hasRemedy, UnreachableError } from './unreachable-error.ts'
import type { Wire } from './wire.ts'

/** Base URLs without a slash at their ends; Image may be missing from a catalog. */
export interface Endpoints extends Readonly<Record<Service | 'identity', string>> {
  readonly image?: string
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
 * Reads the catalog and both version documents, at the same time. Throws MissingEndpointError,
 * {@link UnreachableError} and ServiceVersionsError.
 */
export async function discoverEndpoints(
  config: CloudPlace & { readonly file?: string },
  token: Scope,
  wire: Pick<Wire, 'send'> & Partial<Pick<Wire, 'signal'>>,
  headers: Headers,
): Promise<FoundServices> {
  // Async, so that a service that is missing rejects like all else and strands no other request.
  const versionsOf = async (service: Service): Promise<ServiceVersions> =>
    discoverVersions(service, endpointOf(service, config, token), token.projectId, async (url) => {
      const once = async (repeats: string | undefined) => {
        const again = repeats !== undefined && { repeats }
        return (await wire.send({ service, method: 'GET', url, headers, ...again })).exchange
      }
      const exchange = await askAgain(once, { mayRepeat: isPassing, signal: wire.signal })
      const { problem, failure = '' } = exchange
      if (problem === undefined || !hasRemedy(problem)) return exchange
      throw new UnreachableError(config, url, { problem, message: failure }, service)
    })
  const [compute, blockStorage] = await Promise.all([
    versionsOf('compute'),
    versionsOf('block-storage'),
  ])
  const image = imageUrl(config, token)
  const regionOf = (service: Service) => locate(service, config, token).region
  const [computeRegion, volumeRegion] = [regionOf('compute'), regionOf('block-storage')]
  return {
    regions: {
      ...(computeRegion !== undefined && { compute: computeRegion }),
      ...(volumeRegion !== undefined && { 'block-storage': volumeRegion }),
    },
    endpoints: {
      identity: config.services.identity.endpointOverride ?? identityUrl(config),
      compute: compute.baseUrl,
      'block-storage': blockStorage.baseUrl,
      ...(image !== undefined && { image }),
    },
    versions: { compute, 'block-storage': blockStorage },
  }
}

/** Ends in `/v2`, whether or not the catalog's does. */
function imageUrl(config: CloudPlace, token: Scope): string | undefined {
  try {
    return `${endpointOf('image', config, token).replace(/\/v\d+(\.\d+)?$/, '')}/v2`
  } catch (error) {
    if (error instanceof MissingEndpointError) return undefined
    throw error
  }
}
