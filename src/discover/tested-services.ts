import type { Contracts, Service } from '../openapi/contract.ts'
import { packagedServices } from '../openapi/load-services.ts'
import type { ServiceDescription } from '../openapi/service-description.ts'
import { ownValue } from '../own-value.ts'
import type { Asker } from './asker.ts'
import { DiscoveryError } from './discovery-error.ts'
import type { TargetIdentity } from './target.ts'

/**
 * What the target has of each service that the contracts describe or use, in the order of the
 * services. Throws {@link DiscoveryError} where a service that should have microversions shows
 * none.
 */
export function testedServices(
  session: Pick<Asker, 'versions' | 'regions'>,
  contracts: Contracts,
  used: readonly Service[] = [],
): TargetIdentity['services'] {
  return Object.fromEntries(
    describedIn(contracts, used).map((description) => {
      const { id, title } = description
      const { baseUrl: endpoint, microversions, note } = offerOf(session, description)
      const region = ownValue(session.regions, id)
      return [
        id,
        {
          title,
          endpoint,
          ...(region !== undefined && { region }),
          ...(microversions && { microversions }),
          ...(note !== undefined && { note }),
        },
      ]
    }),
  )
}

/** The services that the contracts describe or use, each once. */
export function describedIn(
  contracts: Contracts,
  used: readonly Service[] = [],
): readonly ServiceDescription[] {
  const beside = used.flatMap((service) => packagedServices().get(service) ?? [])
  const tested = [...contracts.values()].map(({ description }) => description)
  const byId = new Map([...beside, ...tested].map((description) => [description.id, description]))
  return [...byId.values()].sort((a, b) => a.order - b.order)
}

/**
 * The versions and the endpoint of a service. Throws {@link DiscoveryError} where microversions are
 * missing.
 */
export function offerOf(
  { versions }: Pick<Asker, 'versions'>,
  { id, microversions }: Pick<ServiceDescription, 'id' | 'microversions'>,
) {
  const found = ownValue(versions, id)
  const isComplete = microversions === undefined || found?.microversions !== undefined
  if (found !== undefined && isComplete) return found
  throw new DiscoveryError(
    `${id} shows no ${microversions === undefined ? 'version' : 'microversions'}`,
    `see what specs/${id}/service.yaml says of its versions`,
  )
}
