import type { Service } from '../openapi/contract.ts'
import type { MicroversionRange } from '../openapi/microversion.ts'
import { ownValue } from '../own-value.ts'
import type { TargetIdentity } from './target.ts'

type Offer = Pick<TargetIdentity, 'services'>

/** The microversions that a target offers of a service; undefined where it is known to have none. */
export function offeredMicroversions(
  { services }: Offer,
  service: Service,
): Required<MicroversionRange> | undefined {
  return ownValue(services, service)?.microversions
}

/** The same offer, with other microversions of the services that are named. */
export function offeringOnly<Known extends Offer>(
  offer: Known,
  ranges: Readonly<Record<Service, Required<MicroversionRange>>>,
): Known {
  const services = Object.entries(offer.services).map(([id, service]) => {
    const microversions = ownValue(ranges, id) ?? service.microversions
    return [id, { ...service, ...(microversions && { microversions }) }] as const
  })
  return { ...offer, services: Object.fromEntries(services) }
}
