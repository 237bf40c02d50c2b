import type { Contracts, Service } from '../openapi/contract.ts'
import { coveredMicroversions } from '../openapi/contracts-of-service.ts'
import { packagedContracts } from '../openapi/load-contract.ts'
import { intersect, type Microversion, type MicroversionRange } from '../openapi/microversion.ts'
import type { Asker } from './asker.ts'
import { DiscoveryError } from './discovery-error.ts'
import type { WorkingMicroversions } from './target.ts'
import { describedIn, offerOf } from './tested-services.ts'

/**
 * The newest microversions that both the target and the contracts know; a service without
 * microversions has no entry. Of a service that fixtures may use and of which no document is tested,
 * the contracts are all that the package has, and it may be missing. Throws {@link DiscoveryError}
 * where a service that is tested has none in common with its contracts.
 */
export function workingMicroversions(
  session: Pick<Asker, 'versions'>,
  contracts: Contracts,
  packaged: () => Contracts = packagedContracts,
): WorkingMicroversions {
  const working: Record<Service, Microversion> = {}
  const tested = describedIn(contracts)
  for (const description of tested) {
    const { microversions: offered } = offerOf(session, description)
    if (offered === undefined) continue
    const newest = newestCommon(offered, contracts, description.id)
    if (newest === undefined) {
      throw new DiscoveryError(
        `${description.id} offers ${offered.min}–${offered.max}, of which the contract knows nothing`,
        'check the endpoint, or add the versions to the contract',
      )
    }
    working[description.id] = newest
  }
  for (const [service, { microversions: offered }] of Object.entries(session.versions)) {
    if (offered === undefined || tested.some(({ id }) => id === service)) continue
    const newest = newestCommon(offered, packaged(), service)
    if (newest !== undefined) working[service] = newest
  }
  return working
}

function newestCommon(
  offered: Required<MicroversionRange>,
  contracts: Contracts,
  service: Service,
): Microversion | undefined {
  const known = coveredMicroversions(contracts, service)
  return known && intersect(offered, known)?.max
}
