import type { Contracts } from '../openapi/contract.ts'
import type { ServiceDescription } from '../openapi/service-description.ts'
import { ownValue } from '../own-value.ts'
import type { Asker } from './asker.ts'
import { DiscoveryError } from './discovery-error.ts'
import type { TargetIdentity } from './target.ts'

/**
 * What the target has of each service that the contracts describe, in their order. Throws
 * {@link DiscoveryError} where a service that has microversions shows none.
 */
export function testedServices(
  session: Pick<Asker, 'versions' | 'regions'>,
  contracts: Contracts,
): TargetIdentity['services'] {
  return Object.fromEntries(
    describedIn(contracts).map((description) => {
      const { id, title } = description
      const { baseUrl: endpoint, microversions } = offerOf(session, description)
      const region = ownValue(session.regions, id)
      return [
        id,
        {
          title,
          endpoint,
          ...(region !== undefined && { region }),
          ...(microversions && { microversions }),
        },
      ]
    }),
  )
}

/** The services that the contracts are about, each once. */
export function describedIn(contracts: Contracts): readonly ServiceDescription[] {
  const byId = new Map(
    [...contracts.values()].map(({ service, description }) => [service, description]),
  )
  return [...byId.values()]
}

/** What a service offers, and where. Throws {@link DiscoveryError} where microversions are missing. */
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
