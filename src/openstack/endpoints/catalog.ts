import type { ServiceDescription } from '../../openapi/service-description.ts'
import type { CloudPlace } from '../cloud-config/cloud-config.ts'
import type { CatalogEntry, Token } from '../identity/token.ts'
import { MissingEndpointError } from './missing-endpoint-error.ts'

/** The part of a service's description by which it is found in a catalog. */
type Listed = Pick<ServiceDescription, 'id' | 'catalogTypes' | 'settingPrefixes'>

type Scope = Pick<Token, 'catalog' | 'projectId' | 'userId'>

/**
 * The URL of a service from the catalog, or from the override in the entry, without a slash at its end.
 * Throws {@link MissingEndpointError}.
 */
export function endpointOf(service: Listed, config: CloudPlace, scope: Scope): string {
  return locate(service, config, scope).url
}

/** Like {@link endpointOf}, with the region of the endpoint in the catalog. */
export function locate(
  service: Listed,
  config: CloudPlace,
  scope: Scope,
): { readonly url: string; readonly region?: string } {
  const own = config.services[service.id] ?? {}
  if (own.endpointOverride !== undefined) return { url: filledIn(own.endpointOverride, scope) }

  const wanted = [own.interface ?? config.interface].flat()
  const region = own.regionName ?? config.regionName
  const entries = service.catalogTypes.flatMap((type) =>
    scope.catalog.filter((entry) => entry.type === type),
  )
  for (const { endpoints } of entries) {
    const there = endpoints.filter((endpoint) => isIn(region, endpoint))
    const found = wanted
      .map((one) => there.find((endpoint) => interfaceOf(endpoint) === one))
      .find((endpoint) => endpoint !== undefined)
    if (found === undefined) continue
    const its = found.region_id ?? found.region
    return { url: filledIn(found.url, scope), ...(its && { region: its }) }
  }
  throw new MissingEndpointError({
    cloud: config.name,
    service: service.id,
    interfaces: wanted,
    region,
    advice: adviceFor(service, entries),
  })
}

/**
 * The regions in which the catalog has the service, in its order, each once; undefined when the entry
 * settles where the service is.
 */
export function regionsOf(
  service: Listed,
  config: CloudPlace,
  { catalog }: Pick<Scope, 'catalog'>,
): readonly string[] | undefined {
  const own = config.services[service.id] ?? {}
  if ((own.endpointOverride ?? own.regionName ?? config.regionName) !== undefined) return undefined
  const wanted: readonly string[] = [own.interface ?? config.interface].flat()
  const regions = catalog
    .filter(({ type }) => service.catalogTypes.includes(type))
    .flatMap(({ endpoints }) => endpoints)
    .filter((endpoint) => wanted.includes(interfaceOf(endpoint)))
    .flatMap(({ region_id, region }) => region_id ?? region ?? [])
  return [...new Set(regions)]
}

type Endpoint = CatalogEntry['endpoints'][number]

function isIn(region: string | undefined, endpoint: Endpoint): boolean {
  return region === undefined || endpoint.region_id === region || endpoint.region === region
}

function interfaceOf({ interface: name }: Endpoint): string {
  return name.toLowerCase().replace(/url$/, '')
}

function filledIn(url: string, { projectId, userId }: Scope): string {
  return url
    .replaceAll(/%\((?:project|tenant)_id\)s|\$\((?:project|tenant)_id\)s/g, projectId)
    .replaceAll(/%\(user_id\)s|\$\(user_id\)s/g, userId)
    .replace(/(?<!\/)\/+$/, '')
}

function adviceFor(
  { catalogTypes, settingPrefixes }: Listed,
  entries: readonly CatalogEntry[],
): string {
  const override = `${settingPrefixes[0]}_endpoint_override`
  if (entries.length === 0) {
    const types = catalogTypes.map((type) => `"${type}"`).join(' or ')
    return `it lists no service of type ${types}: register one, or set ${override} in the entry`
  }
  const offers = entries.flatMap(({ endpoints }) =>
    endpoints.map(
      (endpoint) =>
        `${interfaceOf(endpoint)} in ${endpoint.region_id ?? endpoint.region ?? 'no region'}`,
    ),
  )
  return `it has ${[...new Set(offers)].join(', ') || 'no endpoint at all'}: change interface or region_name of the entry, or set ${override}`
}
