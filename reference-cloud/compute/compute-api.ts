import { badRequest, Fault, faultBody, internal, notFound } from '../faults.ts'
import { type Answer, type Headers, header, type Incoming, json } from '../http/exchange.ts'
import { frameworkFault } from '../http/framework-fault.ts'
import { type Match, type Route, Routes } from '../http/routes.ts'
import type { Caller, TokenFilter } from '../identity/caller.ts'
import { atLeast, type Version, version, writeVersion } from '../microversion.ts'
import type { Release } from '../releases.ts'
import type { Operation } from './call.ts'
import type { VersionDocuments } from './version-documents.ts'
import { negotiate } from './version-header.ts'

const MAX_BODY = 114_688
const PROJECT_ID = /^[0-9a-f-]+$/
const FAULT_TYPE = 'application/json; charset=UTF-8'
const SUPPORTED = ['', 'application/json', 'application/vnd.openstack.compute+json', 'text/plain']

interface Target {
  readonly match: Match<Operation>
  readonly project: string | undefined
}

/**
 * The steps of every request: size, token, route, version, content type, JSON, project,
 * operation.
 */
export class ComputeApi {
  readonly #routes: Routes<Operation>

  constructor(
    private readonly release: Release,
    private readonly filter: TokenFilter,
    private readonly documents: VersionDocuments,
    routes: ReadonlyArray<Route<Operation>>,
  ) {
    this.#routes = new Routes(routes)
  }

  answer(incoming: Incoming): Answer {
    const { path, method } = incoming
    if (method === 'GET' && (path === '' || path === '/')) return this.documents.all()
    const ids = {
      'X-Openstack-Request-Id': incoming.requestId,
      'X-Compute-Request-Id': incoming.requestId,
    }
    const answer = this.#handled(incoming)
    return { ...answer, headers: { ...answer.headers, ...ids } }
  }

  #handled(incoming: Incoming): Answer {
    if (incoming.body.length > MAX_BODY) {
      const message = `Request is too large. Larger than max_request_body_size (${MAX_BODY}).`
      return frameworkFault(incoming, 413, message)
    }
    const { path, method } = incoming
    if (method === 'GET' && /^\/v2\/?$/.test(path)) return this.documents.one('v2')
    if (method === 'GET' && /^\/v2\.1\/?$/.test(path)) {
      return this.#versioned(incoming, () => this.documents.one('v2.1'))
    }
    if (!path.startsWith('/v2.1/')) return this.documents.choices(path)
    const caller = this.filter.identify(incoming)
    if (!caller) return this.filter.refuse()
    const target = this.#target(incoming)
    if (!target) return frameworkFault(incoming, 404, 'The resource could not be found.')
    return this.#versioned(incoming, (asked) => this.#operate(incoming, caller, target, asked))
  }

  #target({ method, path }: Incoming): Target | undefined {
    const rest = path.slice('/v2.1'.length)
    const bare = this.#routes.find(method, rest)
    if (bare) return { match: bare, project: undefined }
    const end = rest.indexOf('/', 1)
    const project = rest.slice(1, end)
    const match = end === -1 ? undefined : this.#routes.find(method, rest.slice(end))
    return match && PROJECT_ID.test(project) ? { match, project } : undefined
  }

  #versioned(incoming: Incoming, next: (asked: Version) => Answer): Answer {
    const negotiated = negotiate(incoming.headers, version(this.release.compute.max))
    const number = 'fault' in negotiated ? negotiated.echo : writeVersion(negotiated.version)
    const echo: Headers =
      number === undefined
        ? {}
        : {
            'OpenStack-API-Version': `compute ${number}`,
            'X-OpenStack-Nova-API-Version': number,
            Vary: ['OpenStack-API-Version', 'X-OpenStack-Nova-API-Version'],
          }
    try {
      if ('fault' in negotiated) throw negotiated.fault
      const answer = next(negotiated.version)
      return { ...answer, headers: { ...answer.headers, ...echo } }
    } catch (error) {
      const { status, message } = error instanceof Fault ? error : internal()
      return json(status, faultBody(status, message), { ...echo, 'Content-Type': FAULT_TYPE })
    }
  }

  #operate(incoming: Incoming, caller: Caller, target: Target, asked: Version): Answer {
    const contentType = header(incoming, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    if (!SUPPORTED.includes(contentType)) throw new Fault(415, 'Unsupported Content-Type')
    const body = readBody(incoming)
    const { match, project } = target
    if (project !== undefined && project !== caller.projectId) {
      throw badRequest(
        `Malformed request URL: URL's project_id '${project}' doesn't match Context's project_id '${caller.projectId}'`,
      )
    }
    const { since, handle } = match.route.handler
    if (since !== undefined && !atLeast(asked, since)) throw notFound()
    return handle({ caller, version: asked, parameters: match.parameters, body, incoming })
  }
}

/** Only POST and PUT have one; upstream answers 500 to bytes that are no UTF-8. */
function readBody({ method, body }: Incoming): unknown {
  if ((method !== 'POST' && method !== 'PUT') || body.length === 0) return undefined
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw internal()
  }
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest('Malformed request body')
  }
}
