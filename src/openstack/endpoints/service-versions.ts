import { z } from 'zod'
import { isMicroversion, type MicroversionRange, microversion } from '../../openapi/microversion.ts'
import type { ServiceDescription } from '../../openapi/service-description.ts'
import type { Exchange, ExchangeResponse } from '../exchange.ts'
import { ServiceVersionsError } from './service-versions-error.ts'

/** The base URL of a service and the microversions that it offers. */
export interface ServiceVersions {
  /** Such as `https://cloud.example/compute/v2.1`, without a slash at the end. */
  readonly baseUrl: string
  /** Absent for a service without microversions. */
  readonly microversions?: Required<MicroversionRange>
}

type Versioned = Pick<
  ServiceDescription,
  'id' | 'version' | 'settingPrefixes' | 'projectInPath' | 'microversions'
>

/** The highest minor version that is planned for. Real services have less than a quarter as many. */
const MOST_MINOR = 999

const version = z.object({
  id: z.string(),
  status: z.string().optional(),
  version: z.string().default(''),
  min_version: z.string().default(''),
})
const versionDocument = z.union([
  z.object({ version }).transform((document) => [document.version]),
  z.object({ versions: z.array(version) }).transform((document) => document.versions),
])

/**
 * Reads the version document of a service. `endpoint` may or may not have a version and a project id.
 * The document at the endpoint's version is preferred to that at its root, which may belong to another
 * service on the same host. `get` sends a GET with a token. Throws {@link ServiceVersionsError}.
 */
export async function discoverVersions(
  service: Versioned,
  endpoint: string,
  projectId: string,
  get: (url: string) => Promise<Pick<Exchange, 'response' | 'failure'>>,
): Promise<ServiceVersions> {
  const { root, versioned, project } = takeApart(service, endpoint, projectId)
  const candidates = versioned ? [`${versioned}/`, `${root}/`] : [`${root}/`]
  const seen: string[] = []
  for (const url of candidates) {
    const { response, failure } = await get(url)
    const found = response && offerOf(service, response)
    const range = found?.microversions
    if (range && isBeyondBelief(range)) {
      seen.push(
        `${url}: offers ${range.min} to ${range.max}, and more than ${MOST_MINOR} minor versions are not believed`,
      )
      continue
    }
    if (found) {
      const base = versioned ?? `${root}/${service.version.segment}`
      const hasProject = service.projectInPath === 'always' || project
      return { baseUrl: `${base}${hasProject ? `/${projectId}` : ''}`, ...found }
    }
    seen.push(`${url}: ${response ? `answered ${response.status}` : (failure ?? 'no answer')}`)
  }
  throw new ServiceVersionsError(service, endpoint, seen.join(', '))
}

function isBeyondBelief(range: Required<MicroversionRange>): boolean {
  return [range.min, range.max].some((one) => Number(one.split('.')[1]) > MOST_MINOR)
}

interface EndpointParts {
  readonly root: string
  /** The endpoint up to the version that is tested; undefined when it has another version or none. */
  readonly versioned: string | undefined
  readonly project: boolean
}

function takeApart(service: Versioned, endpoint: string, projectId: string): EndpointParts {
  const project = endpoint.endsWith(`/${projectId}`)
  const url = project ? endpoint.slice(0, -projectId.length - 1) : endpoint
  const match = /^(.*)\/(v\d+(?:\.\d+)?)$/.exec(url)
  if (match === null) return { root: url, versioned: undefined, project }
  const [, root = '', segment = ''] = match
  const isRight = segment === service.version.segment
  return { root, versioned: isRight ? url : undefined, project }
}

/** The offer in a version document. The status of the answer does not matter: some services send 300. */
function offerOf(
  service: Versioned,
  { body }: ExchangeResponse,
): Pick<ServiceVersions, 'microversions'> | undefined {
  const parsed = versionDocument.safeParse(body.kind === 'json' ? body.value : undefined)
  const offer = parsed.data?.find(({ id }) => service.version.ids.includes(id))
  if (offer === undefined) return undefined
  if (service.microversions === undefined) return {}
  const { min_version: min, version: max } = offer
  if (!isMicroversion(min) || !isMicroversion(max)) return undefined
  return { microversions: { min: microversion(min), max: microversion(max) } }
}
