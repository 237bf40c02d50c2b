import { z } from 'zod'
import { isMicroversion, type MicroversionRange, microversion } from '../../openapi/microversion.ts'
import type { ServiceDescription } from '../../openapi/service-description.ts'
import type { ExchangeResponse } from '../exchange.ts'
import { microversionsByHeader, type VersionedGet } from './microversions-by-header.ts'
import { ServiceVersionsError } from './service-versions-error.ts'

/** The base URL of a service and the microversions that it offers. */
export interface ServiceVersions {
  /** Such as `https://cloud.example/compute/v2.1`, without a slash at the end. */
  readonly baseUrl: string
  /** Absent for a service without microversions. */
  readonly microversions?: Required<MicroversionRange>
  /** How it was found out, as a sentence without a full stop, where no version document was shown. */
  readonly note?: string
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
 * service on the same host. Where nobody shows the document, the endpoint itself and the headers of the
 * service's answers tell. Throws {@link ServiceVersionsError}.
 */
export async function discoverVersions(
  service: Versioned,
  endpoint: string,
  projectId: string,
  get: VersionedGet,
): Promise<ServiceVersions> {
  const { root, versioned, project } = takeApart(service, endpoint, projectId)
  const candidates = versioned ? [`${versioned}/`, `${root}/`] : [`${root}/`]
  const hasProject = service.projectInPath === 'always' || project
  const baseUrl = `${versioned ?? `${root}/${service.version.segment}`}${hasProject ? `/${projectId}` : ''}`
  const seen: string[] = []
  let isHidden = true
  for (const url of candidates) {
    const { response, failure } = await get(url)
    const found = response && offerOf(service, response)
    const range = found?.microversions
    // The document at the root may be that of another service; that of the endpoint says how it is.
    if (url === candidates[0] && response && versionsIn(response) !== undefined) isHidden = false
    if (range && isBeyondBelief(range)) {
      seen.push(`${url}: ${disbelief(range)}`)
      continue
    }
    if (found) return { baseUrl, ...found }
    seen.push(`${url}: ${response ? `answered ${response.status}` : (failure ?? 'no answer')}`)
  }
  if (isHidden) {
    const offer = await withoutDocument(service, baseUrl, versioned !== undefined, get)
    if (typeof offer !== 'string') {
      const how = offer.microversions ? ', microversions are those that its answers name' : ''
      return { baseUrl, ...offer, note: `no version document (${seen.join(', ')})${how}` }
    }
    seen.push(offer)
  }
  throw new ServiceVersionsError(service, endpoint, seen.join(', '))
}

/**
 * What a service offers that keeps its version document to itself, as some do behind a gateway. A text
 * says why that cannot be told.
 */
async function withoutDocument(
  service: Versioned,
  baseUrl: string,
  isVersioned: boolean,
  get: VersionedGet,
): Promise<Pick<ServiceVersions, 'microversions'> | string> {
  if (service.microversions === undefined) {
    return isVersioned ? {} : `the endpoint names no version ${service.version.segment} either`
  }
  const range = await microversionsByHeader(service.microversions, baseUrl, get)
  if (typeof range === 'string') return range
  return isBeyondBelief(range) ? disbelief(range) : { microversions: range }
}

function disbelief({ min, max }: Required<MicroversionRange>): string {
  return `offers ${min} to ${max}, and more than ${MOST_MINOR} minor versions are not believed`
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
  response: ExchangeResponse,
): Pick<ServiceVersions, 'microversions'> | undefined {
  const offer = versionsIn(response)?.find(({ id }) => service.version.ids.includes(id))
  if (offer === undefined) return undefined
  if (service.microversions === undefined) return {}
  const { min_version: min, version: max } = offer
  if (!isMicroversion(min) || !isMicroversion(max)) return undefined
  return { microversions: { min: microversion(min), max: microversion(max) } }
}

/** The versions in an answer; undefined when it is no version document. */
function versionsIn({ body }: ExchangeResponse) {
  return versionDocument.safeParse(body.kind === 'json' ? body.value : undefined).data
}
