import type { Contracts, Service } from '../openapi/contract.ts'
import { coveredMicroversions } from '../openapi/contracts-of-service.ts'
import { packagedContracts } from '../openapi/load-contract.ts'
import { intersect } from '../openapi/microversion.ts'
import type { Asker } from './asker.ts'
import { DiscoveryError } from './discovery-error.ts'
import type { WorkingMicroversions } from './target.ts'
import { describedIn, offerOf } from './tested-services.ts'

/**
 * The newest microversions that both the target and the contracts know. For a service that is only
 * used, all contracts of the package count. A service without microversions has no entry. Throws
 * {@link DiscoveryError} where target and contracts have no microversion in common.
 */
export function workingMicroversions(
  session: Pick<Asker, 'versions'>,
  contracts: Contracts,
  used: readonly Service[] = [],
): WorkingMicroversions {
  return Object.fromEntries(
    describedIn(contracts, used).flatMap((description) => {
      const { microversions: offered } = offerOf(session, description)
      if (offered === undefined) return []
      const known =
        coveredMicroversions(contracts, description.id) ??
        coveredMicroversions(packagedContracts(), description.id)
      const common = known && intersect(offered, known)
      if (common?.max !== undefined) return [[description.id, common.max] as const]
      throw new DiscoveryError(
        `${description.id} offers ${offered.min}–${offered.max}, and the contract has none of these versions`,
        'check the endpoint, or add the versions to the contract',
      )
    }),
  )
}
