import type { Service } from '../../openapi/contract.ts'
import type { ServiceDescription, Services } from '../../openapi/service-description.ts'
import type { CloudPlace } from '../cloud-config/cloud-config.ts'
import type { Headers } from '../exchange.ts'
import { askAgain } from '../http/ask-again.ts'
import { isPassing } from '../http/disturbance.ts'
import type { Wire } from '../http/wire.ts'
import { identityUrl } from '../identity/identity.ts'
import type { Token } from '../identity/token.ts'
import { hasRemedy, UnreachableError } from '../unreachable-error.ts'
import { endpointOf, locate } from './catalog.ts'
import { MissingEndpointError } from './missing-endpoint-error.ts'
import { chooseRegionOf } from './region-choice.ts'
import { discoverVersions, type ServiceVersions } from './service-versions.ts'
import { ServiceVersionsError } from './service-versions-error.ts'

/** Base URLs without a slash at their ends. A service that is not tested may be missing. */
export interface Endpoints extends Readonly<Record<Service, string>> {
  readonly identity: string
}

/** The region of each endpoint by its service; without endpoints that have no region. */
export type Regions = Readonly<Partial<Record<Service, string>>>

export interface FoundServices {
  readonly endpoints: Endpoints
  readonly regions: Regions
  readonly versions: Readonly<Record<Service, ServiceVersions>>
  /** Regions of the catalog that nothing has chosen or excluded: the first was taken. */
  readonly otherRegions?: readonly string[]
}

/** The parts of a token that are needed for finding endpoints. */
type Scope = Pick<Token, 'catalog' | 'projectId' | 'userId'>

/**
 * Finds the endpoints in the catalog, and reads the version documents, all concurrently. Services whose
 * documents are tested must be there: throws MissingEndpointError, {@link UnreachableError} and
 * ServiceVersionsError. The others may be missing.
 */
export async function discoverEndpoints(
  entry: CloudPlace & { readonly file?: string },
  token: Scope,
  wire: Pick<Wire, 'send'> & Partial<Pick<Wire, 'signal'>>,
  headers: Headers,
  services: Services,
): Promise<FoundServices> {
  const chosen = chooseRegionOf([...services.values()].filter(isTested), entry, token)
  const config = chosen === undefined ? entry : { ...entry, regionName: chosen.region }
  // Async, so that a missing endpoint is a rejection too: a throw would leave other requests unhandled.
  const versionsOf = async (service: ServiceDescription): Promise<ServiceVersions> =>
    discoverVersions(
      service,
      endpointOf(service, config, token),
      token.projectId,
      async (url, version) => {
        const word = service.microversions?.name
        const asked = version === undefined ? {} : { 'openstack-api-version': `${word} ${version}` }
        const call = { service: service.id, method: 'GET', url, headers: { ...headers, ...asked } }
        const once = async (repeats: string | undefined) =>
          (await wire.send({ ...call, ...(repeats !== undefined && { repeats }) })).exchange
        const exchange = await askAgain(once, { mayRepeat: isPassing, signal: wire.signal })
        const { problem, failure = '' } = exchange
        if (problem === undefined || !hasRemedy(problem)) return exchange
        throw new UnreachableError(config, url, { problem, message: failure }, service.id)
      },
    )
  const found = await Promise.all(
    [...services.values()].map(async (service) => {
      const versions = await (isTested(service)
        ? versionsOf(service)
        : ifThere(service, versionsOf))
      return { service, versions }
    }),
  )
  const byService = <T>(value: (one: (typeof found)[number]) => T | undefined) =>
    Object.fromEntries(
      found.flatMap((one) => {
        const known = value(one)
        return known === undefined ? [] : [[one.service.id, known] as const]
      }),
    )
  return {
    regions: byService(({ service, versions }) =>
      versions === undefined ? undefined : locate(service, config, token).region,
    ),
    endpoints: {
      ...byService(({ service, versions }) => versions?.baseUrl ?? urlOf(service, config, token)),
      identity: config.services.identity?.endpointOverride ?? identityUrl(config),
    },
    versions: byService(({ versions }) => versions),
    ...(chosen !== undefined && chosen.others.length > 0 && { otherRegions: chosen.others }),
  }
}

function isTested({ documents }: ServiceDescription): boolean {
  return documents.length > 0
}

/**
 * The versions of a service that is not tested but may be used by fixtures; undefined when it is not
 * there, and for a service without microversions, which need not be asked.
 */
async function ifThere(
  service: ServiceDescription,
  versionsOf: (service: ServiceDescription) => Promise<ServiceVersions>,
): Promise<ServiceVersions | undefined> {
  if (service.microversions === undefined) return undefined
  try {
    return await versionsOf(service)
  } catch (error) {
    if (NOT_THERE.some((kind) => error instanceof kind)) return undefined
    throw error
  }
}

const NOT_THERE = [MissingEndpointError, ServiceVersionsError, UnreachableError]

/** The base URL of a service whose versions are not known: with the tested version, and with the project if required. */
function urlOf(service: ServiceDescription, config: CloudPlace, token: Scope): string | undefined {
  const project = `/${token.projectId}`
  try {
    const endpoint = endpointOf(service, config, token)
    const versioned = endpoint.endsWith(project) ? endpoint.slice(0, -project.length) : endpoint
    const url = `${versioned.replace(/\/v\d+(\.\d+)?$/, '')}/${service.version.segment}`
    return service.projectInPath === 'always' ? `${url}${project}` : url
  } catch (error) {
    if (error instanceof MissingEndpointError) return undefined
    throw error
  }
}
