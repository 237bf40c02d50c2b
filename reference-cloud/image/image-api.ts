import { Fault, internal } from '../faults.ts'
import { type Answer, type Incoming, json } from '../http/exchange.ts'
import { frameworkFault } from '../http/framework-fault.ts'
import { type Route, Routes } from '../http/routes.ts'
import type { Caller, TokenFilter } from '../identity/caller.ts'
import type { Operation } from './call.ts'

const MINOR_VERSIONS = [15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The way of every request: token, route, operation; a refusal has the form of the web framework. */
export class ImageApi {
  readonly #routes: Routes<Operation>

  constructor(
    private readonly url: string,
    private readonly filter: TokenFilter,
    routes: ReadonlyArray<Route<Operation>>,
  ) {
    this.#routes = new Routes(routes)
  }

  answer(incoming: Incoming): Answer {
    const { path } = incoming
    if (path === '' || path === '/') return this.#versions(300)
    if (path === '/versions') return this.#versions(200)
    const caller = this.filter.identify(incoming)
    // Only an authenticated request gets an id.
    if (!caller) return this.#unauthorized(incoming)
    const answer = this.#handled(incoming, caller)
    const id = { 'X-Openstack-Request-Id': incoming.requestId }
    return { ...answer, headers: { ...answer.headers, ...id } }
  }

  #unauthorized(incoming: Incoming): Answer {
    const message =
      'This server could not verify that you are authorized to access the document you requested.'
    return frameworkFault(incoming, 401, message, this.filter.challenge)
  }

  #handled(incoming: Incoming, caller: Caller): Answer {
    try {
      return this.#operate(incoming, caller)
    } catch (error) {
      const { status, message } = error instanceof Fault ? error : internal()
      return frameworkFault(incoming, status, message)
    }
  }

  #operate(incoming: Incoming, caller: Caller): Answer {
    const { method, path } = incoming
    // The path is decoded before it is divided, so that an encoded slash divides it, too.
    const divided = path.replaceAll(/%2f/gi, '/')
    const match = this.#routes.find(method, divided)
    if (match) return match.route.handler({ caller, parameters: match.parameters, incoming })
    const allowed = METHODS.filter((other) => this.#routes.find(other, divided))
    const message = 'The resource could not be found.'
    if (allowed.length === 0) return frameworkFault(incoming, 404, message)
    const refusal = `The method ${method} is not allowed for this resource.`
    return frameworkFault(incoming, 405, refusal, { Allow: allowed.join(', ') })
  }

  #versions(status: number): Answer {
    const versions = MINOR_VERSIONS.map((minor, index) => ({
      id: `v2.${minor}`,
      status: index === 0 ? 'CURRENT' : 'SUPPORTED',
      links: [{ rel: 'self', href: `${this.url}/v2/` }],
    }))
    return json(status, { versions })
  }
}
