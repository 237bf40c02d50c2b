import type { ServiceDescription } from '../../openapi/service-description.ts'
import type { CloudPlace } from '../cloud-config/cloud-config.ts'
import type { Token } from '../identity/token.ts'
import { regionsOf } from './catalog.ts'

export interface RegionOfCatalog {
  readonly region: string
  /** Other regions with endpoints of these services. */
  readonly others: readonly string[]
}

/**
 * The region to use when the entry names none: the first in the catalog that has all of the services, so
 * that a server and a volume are not looked for in two regions. Undefined when the entry says where the
 * services are, and when no region has them all.
 */
export function chooseRegionOf(
  services: readonly ServiceDescription[],
  config: CloudPlace,
  token: Pick<Token, 'catalog'>,
): RegionOfCatalog | undefined {
  const lists = services.flatMap((service) => {
    const regions = regionsOf(service, config, token)
    return regions === undefined ? [] : [regions]
  })
  const region = lists[0]?.find((one) => lists.every((regions) => regions.includes(one)))
  if (region === undefined) return undefined
  return { region, others: [...new Set(lists.flat())].filter((other) => other !== region) }
}
