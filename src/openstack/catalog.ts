import type { CloudPlace } from './cloud-config.ts'
import type { ServiceKind } from './exchange.ts'
import { MissingEndpointError } from './missing-endpoint-error.ts'
import type { CatalogEntry, Token } from './token.ts'

/** The catalog's types of a kind of service; an earlier one beats a later one. */
const TYPES: Readonly<Record<ServiceKind, readonly string[]>> = {
  compute: ['compute'],
  'block-storage': ['block-storage', 'volumev3', 'volume'],
  image: ['image'],
  identity: ['identity'],
}

type Scope = Pick<Token, 'catalog' | 'projectId' | 'userId'>

/**
 * The URL of a service as the catalog has it, or as the entry overrides it; no slash at its end.
 * Throws {@link MissingEndpointError}.
 */
export function endpointOf(kind: ServiceKind, config: CloudPlace, scope: Scope): string {
  return locate(kind, config, scope).url
}

/** Like {@link endpointOf}, with the region that the catalog has for it. */
export function locate(
  kind: ServiceKind,
  config: CloudPlace,
  scope: Scope,
): { readonly url: string; readonly region?: string } {
  const own = config.services[kind]
  if (own.endpointOverride !== undefined) return { url: filledIn(own.endpointOverride, scope) }

  const wanted = own.interface ?? config.interface
  const region = own.regionName ?? config.regionName
  const entries = TYPES[kind].flatMap((type) =>
    scope.catalog.filter((entry) => entry.type === type),
  )
  for (const { endpoints } of entries) {
    const found = endpoints.find(
      (endpoint) =>
        interfaceOf(endpoint) === wanted &&
        (region === undefined || endpoint.region_id === region || endpoint.region === region),
    )
    if (found === undefined) continue
    const its = found.region_id ?? found.region
    return { url: found.url.replace(/(?<!\/)\/+$/, ''), ...(its && { region: its }) }
  }
  throw new MissingEndpointError({
    cloud: config.name,
    service: kind,
    interface: wanted,
    region,
    advice: adviceFor(kind, entries),
  })
}

function interfaceOf({ interface: name }: CatalogEntry['endpoints'][number]): string {
  return name.toLowerCase().replace(/url$/, '')
}

function filledIn(url: string, { projectId, userId }: Scope): string {
  return url
    .replaceAll(/%\((?:project|tenant)_id\)s|\$\((?:project|tenant)_id\)s/g, projectId)
    .replaceAll(/%\(user_id\)s|\$\(user_id\)s/g, userId)
    .replace(/(?<!\/)\/+$/, '')
}

function adviceFor(kind: ServiceKind, entries: readonly CatalogEntry[]): string {
  const override = `${kind.replaceAll('-', '_')}_endpoint_override`
  if (entries.length === 0) {
    const types = TYPES[kind].map((type) => `"${type}"`).join(' or ')
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
