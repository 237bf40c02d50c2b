import type { Service } from '../openapi/contract.ts'
import type { MicroversionRange } from '../openapi/microversion.ts'
import { ownValue } from '../own-value.ts'
import type { TargetIdentity } from './target.ts'

type Offer = Pick<TargetIdentity, 'compute' | 'blockStorage'>

/** The microversions that a target offers of a service; undefined where it is known to have none. */
export function offeredMicroversions<Range>(
  { compute, blockStorage }: { readonly compute: Range; readonly blockStorage: Range },
  service: Service,
): Range | undefined {
  return ownValue({ compute, 'block-storage': blockStorage }, service)
}

/** The same offer, with other microversions of the services that are named. */
export function offeringOnly<Known extends Offer>(
  offer: Known,
  ranges: Readonly<Record<Service, Required<MicroversionRange>>>,
): Known {
  return {
    ...offer,
    compute: ranges.compute ?? offer.compute,
    blockStorage: ranges['block-storage'] ?? offer.blockStorage,
  }
}
