import { isObject } from '../checks.ts'
import { badRequest, notFound } from '../faults.ts'
import { type Answer, empty, json, untyped } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import type { Policies, Role } from '../policies.ts'
import type { Call, Operation } from './call.ts'
import type { Server } from './server.ts'
import type { ComputeStore } from './store.ts'

const METADATA = '/servers/:server_id/metadata'
const TAGS = '/servers/:server_id/tags'

/** The metadata and tags of servers. */
export class ServerMetadataApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    this.#route('GET', METADATA, 'server-metadata:index', 'reader', ({ metadata }) =>
      json(200, { metadata }),
    ),
    this.#route('POST', METADATA, 'server-metadata:create', 'member', (server, call) => {
      server.metadata = { ...server.metadata, ...given(call, 'metadata') }
      return json(200, { metadata: server.metadata })
    }),
    this.#route('PUT', METADATA, 'server-metadata:update_all', 'member', (server, call) => {
      server.metadata = given(call, 'metadata')
      return json(200, { metadata: server.metadata })
    }),
    this.#route('GET', `${METADATA}/:key`, 'server-metadata:show', 'reader', (server, call) => {
      const key = existing(server, call)
      return json(200, { meta: { [key]: server.metadata[key] } })
    }),
    this.#route('PUT', `${METADATA}/:key`, 'server-metadata:update', 'member', (server, call) => {
      const meta = given(call, 'meta')
      server.metadata = { ...server.metadata, ...meta }
      return json(200, { meta })
    }),
    this.#route(
      'DELETE',
      `${METADATA}/:key`,
      'server-metadata:delete',
      'member',
      (server, call) => {
        delete server.metadata[existing(server, call)]
        return empty(204)
      },
    ),
    this.#tags('GET', TAGS, 'index', 'reader', ({ tags }) => json(200, { tags })),
    this.#tags('PUT', TAGS, 'update_all', 'member', (server, { body }) => {
      const tags = isObject(body) ? body.tags : undefined
      if (!Array.isArray(tags)) throw badRequest("'tags' is a required property")
      server.tags = tags.map(String)
      return json(200, { tags: server.tags })
    }),
    this.#tags('DELETE', TAGS, 'delete_all', 'member', (server) => {
      server.tags = []
      return empty(204)
    }),
    this.#tags('GET', `${TAGS}/:tag`, 'show', 'reader', (server, call) => {
      tagOf(server, call)
      return untyped(204)
    }),
    this.#tags('PUT', `${TAGS}/:tag`, 'update', 'member', (server, call) => {
      const tag = call.parameters.tag ?? ''
      if (server.tags.includes(tag)) return untyped(204)
      server.tags.push(tag)
      return untyped(201)
    }),
    this.#tags('DELETE', `${TAGS}/:tag`, 'delete', 'member', (server, call) => {
      const tag = tagOf(server, call)
      server.tags = server.tags.filter((one) => one !== tag)
      return empty(204)
    }),
  ]

  constructor(
    private readonly store: ComputeStore,
    private readonly policies: Policies,
  ) {}

  #route(
    method: string,
    pattern: string,
    rule: string,
    role: Role,
    run: (server: Server, call: Call) => Answer,
    since = '2.1',
  ): Route<Operation> {
    const handle = (call: Call) => {
      const server = this.store.visible(call.caller, call.parameters.server_id ?? '')
      this.policies.require(call.caller, `os_compute_api:${rule}`, role, server.projectId)
      return run(server, call)
    }
    return { method, pattern, handler: { since, handle } }
  }

  #tags(
    method: string,
    pattern: string,
    rule: string,
    role: Role,
    run: (server: Server, call: Call) => Answer,
  ): Route<Operation> {
    return this.#route(method, pattern, `os-server-tags:${rule}`, role, run, '2.26')
  }
}

function given(call: Call, wrapper: string): Record<string, string> {
  const inner = isObject(call.body) ? call.body[wrapper] : undefined
  if (!isObject(inner)) throw badRequest(`'${wrapper}' is a required property`)
  return Object.fromEntries(Object.entries(inner).map(([key, value]) => [key, String(value)]))
}

function existing(server: Server, call: Call): string {
  const key = call.parameters.key ?? ''
  if (!Object.hasOwn(server.metadata, key)) throw notFound('Metadata item was not found')
  return key
}

function tagOf(server: Server, call: Call): string {
  const tag = call.parameters.tag ?? ''
  if (!server.tags.includes(tag)) throw notFound(`Instance ${server.id} has no tag '${tag}'`)
  return tag
}
