import { badRequest, Fault, faultBody, internal, notFound } from '../faults.ts'
import {
  type Answer,
  type Headers,
  header,
  type Incoming,
  isUntyped,
  json,
} from '../http/exchange.ts'
import { frameworkFault } from '../http/framework-fault.ts'
import { type Match, type Route, Routes } from '../http/routes.ts'
import type { Caller, TokenFilter } from '../identity/caller.ts'
import { atLeast, version, writeVersion } from '../microversion.ts'
import type { Release } from '../releases.ts'
import type { Operation } from './call.ts'
import { negotiate } from './version-header.ts'

const MAX_BODY = 114_688
const PROJECT_ID = /^[0-9a-f-]+$/
const UNSUPPORTED = () => new Fault(415, 'Unsupported Content-Type')

interface Target {
  readonly match: Match<Operation>
  readonly project: string | undefined
}

/**
 * The steps of every request: size, token, route, version, content type, JSON, project,
 * operation.
 */
export class BlockStorageApi {
  readonly #routes: Routes<Operation>

  constructor(
    private readonly url: string,
    private readonly release: Release,
    private readonly filter: TokenFilter,
    routes: ReadonlyArray<Route<Operation>>,
  ) {
    this.#routes = new Routes(routes)
  }

  answer(incoming: Incoming): Answer {
    const id = { 'X-Openstack-Request-Id': incoming.requestId }
    const answer = this.#handled(incoming)
    return { ...answer, headers: { ...answer.headers, ...id } }
  }

  #handled(incoming: Incoming): Answer {
    if (incoming.body.length > MAX_BODY) {
      const message = `Request is too large. Larger than max_request_body_size (${MAX_BODY}).`
      return frameworkFault(incoming, 413, message)
    }
    const { path } = incoming
    if (path === '' || path === '/') return this.#versioned(incoming, () => this.#versions(300))
    const caller = this.filter.identify(incoming)
    if (!caller) return this.filter.refuse()
    if (path === '/v3') {
      const headers = { 'Content-Type': 'text/plain; charset=utf8', Location: `${this.url}/v3/` }
      return { status: 302, headers, body: '' }
    }
    if (path === '/v3/') return this.#versioned(incoming, () => this.#versions(200))
    const target = this.#target(incoming)
    if (!target) return frameworkFault(incoming, 404, 'The resource could not be found.')
    return this.#versioned(incoming, (asked) => this.#operate(incoming, caller, target, asked))
  }

  #target({ method, path }: Incoming): Target | undefined {
    if (!path.startsWith('/v3/')) return undefined
    const rest = path.slice('/v3'.length)
    const bare = this.#routes.find(method, rest)
    if (bare) return { match: bare, project: undefined }
    const end = rest.indexOf('/', 1)
    const project = rest.slice(1, end)
    const match = end === -1 ? undefined : this.#routes.find(method, rest.slice(end))
    return match && PROJECT_ID.test(project) ? { match, project } : undefined
  }

  #versioned(incoming: Incoming, next: (asked: string) => Answer): Answer {
    const requestId = { 'X-Compute-Request-Id': incoming.requestId }
    const max = version(this.release.blockStorage.max)
    const negotiated = negotiate(header(incoming, 'openstack-api-version'), max)
    const asked = 'fault' in negotiated ? negotiated.echo : writeVersion(negotiated.version)
    const echo: Headers =
      asked === undefined
        ? {}
        : { 'OpenStack-API-Version': `volume ${asked}`, Vary: 'OpenStack-API-Version' }
    const headers = { ...echo, ...requestId }
    try {
      if ('fault' in negotiated) throw negotiated.fault
      const answer = next(asked ?? '')
      // An answer that an operation makes without the framework gets only the microversion's
      // headers.
      const more = isUntyped(answer) ? echo : headers
      return { ...answer, headers: { ...answer.headers, ...more } }
    } catch (error) {
      const { status, message, retryAfter } = error instanceof Fault ? error : internal()
      const retry = retryAfter === undefined ? {} : { 'Retry-After': retryAfter }
      return json(status, faultBody(status, message, retryAfter), { ...headers, ...retry })
    }
  }

  #operate(incoming: Incoming, caller: Caller, target: Target, asked: string): Answer {
    const body = this.#readBody(incoming)
    const { match, project } = target
    if (project !== undefined && project !== caller.projectId)
      throw badRequest('Malformed request url')
    const { since, handle } = match.route.handler
    const negotiated = version(asked)
    if (since !== undefined && !atLeast(negotiated, since)) throw notFound()
    return handle({
      caller,
      version: negotiated,
      parameters: match.parameters,
      body,
      incoming,
      urlProject: project === undefined ? '' : `/${project}`,
    })
  }

  /** Without a content type the body is ignored. */
  #readBody(incoming: Incoming): unknown {
    const contentType = header(incoming, 'content-type')?.split(';')[0]?.trim().toLowerCase()
    if (incoming.body.length === 0 || contentType === undefined || contentType === '')
      return undefined
    const json = /^application\/(vnd\.openstack\.volume\+)?json$/
    if (!json.test(contentType)) throw UNSUPPORTED()
    try {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(incoming.body))
    } catch {
      throw badRequest('Malformed request body')
    }
  }

  #versions(status: number): Answer {
    const { max, updated } = this.release.blockStorage
    return json(status, {
      versions: [
        {
          id: 'v3.0',
          status: 'CURRENT',
          version: max,
          min_version: '3.0',
          updated,
          links: [
            { rel: 'describedby', type: 'text/html', href: 'https://docs.openstack.org/' },
            { rel: 'self', href: `${this.url}/v3/` },
          ],
          'media-types': [
            { base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' },
          ],
        },
      ],
    })
  }
}
