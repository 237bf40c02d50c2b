import type { Service } from '../openapi/contract.ts'
import type { MicroversionRange } from '../openapi/microversion.ts'
import { ownValue } from '../own-value.ts'
import type { TargetIdentity } from './target.ts'

type Offer = Pick<TargetIdentity, 'services'>

/** The microversions of a service that a target offers; undefined where the service has none. */
export function offeredMicroversions(
  { services }: Offer,
  service: Service,
): Required<MicroversionRange> | undefined {
  return ownValue(services, service)?.microversions
}

/** The same offer, with the microversions of the named services replaced. */
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
