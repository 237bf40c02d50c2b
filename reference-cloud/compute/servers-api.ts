import { randomBytes } from 'node:crypto'
import { isObject } from '../checks.ts'
import { badRequest } from '../faults.ts'
import { type Answer, empty, json } from '../http/exchange.ts'
import { firstOf } from '../http/query.ts'
import type { Route } from '../http/routes.ts'
import { isAdmin } from '../identity/caller.ts'
import type { Policies, Role } from '../policies.ts'
import { type Call, type Operation, since } from './call.ts'
import type { ServerCreation } from './creation/server-creation.ts'
import { recordAction } from './instance-actions.ts'
import { SERVER_STATUSES, type Server, serverStatus } from './server.ts'
import type { ServerMachine } from './server-machine.ts'
import { serverBasics, serverDetail, serverLinks, serverSummary } from './server-view.ts'
import type { ComputeStore } from './store.ts'

const LIST_KEYS = new Set(
  'limit marker sort_key sort_dir all_tenants name status image flavor host reservation_id user_id tenant_id project_id changes-since changes-before ip ip6 tags tags-any not-tags not-tags-any deleted uuid availability_zone config_drive key_name created_at launched_at terminated_at power_state task_state vm_state progress locked description hostname access_ip_v4 access_ip_v6 auto_disk_config display_name display_description instance_type_id image_ref kernel_id ramdisk_id launch_index root_device_name node soft_deleted is_public'.split(
    ' ',
  ),
)
const MAX_LIMIT = 1000

export class ServersApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    this.#route('GET', '/servers', (call) => this.#list(call, 'index')),
    this.#route('GET', '/servers/detail', (call) => this.#list(call, 'detail')),
    this.#route('POST', '/servers', (call) => this.#create(call)),
    this.#route('GET', '/servers/:server_id', (call) => this.#show(call)),
    this.#route('PUT', '/servers/:server_id', (call) => this.#update(call)),
    this.#route('DELETE', '/servers/:server_id', (call) => this.#delete(call)),
  ]

  constructor(
    private readonly url: string,
    private readonly store: ComputeStore,
    private readonly machine: ServerMachine,
    private readonly creation: ServerCreation,
    private readonly policies: Policies,
  ) {}

  #route(method: string, pattern: string, handle: Operation['handle']): Route<Operation> {
    return { method, pattern, handler: { handle } }
  }

  #server(call: Call, rule: string, role: Role): Server {
    const server = this.store.visible(call.caller, call.parameters.server_id ?? '')
    this.policies.require(call.caller, `os_compute_api:servers:${rule}`, role, server.projectId)
    return server
  }

  #list(call: Call, form: 'index' | 'detail'): Answer {
    const { query } = call.incoming
    const unknown = query.pairs.find(([key]) => !LIST_KEYS.has(key) && !key.startsWith('_'))
    if (unknown && since(call, '2.75')) {
      throw badRequest(`Additional properties are not allowed ('${unknown[0]}' was unexpected)`)
    }
    const limitText = firstOf(query, 'limit')
    if (limitText !== undefined && !/^\d+$/.test(limitText)) {
      throw badRequest(`Invalid input for query parameters limit. Value: ${limitText}.`)
    }
    this.policies.require(call.caller, `os_compute_api:servers:${form}`, 'reader')
    const limit = Math.min(Number(limitText ?? 0) || MAX_LIMIT, MAX_LIMIT)
    const page = this.#found(call).slice(0, limit)
    const last = page.at(-1)
    const path = form === 'detail' ? '/servers/detail' : '/servers'
    const href = `${this.url}/v2.1${path}?limit=${limit}&marker=${last?.id}`
    const servers = page.map((server) =>
      form === 'detail' ? serverDetail(server, call, this.url) : serverSummary(server, this.url),
    )
    const more = limitText !== undefined && last !== undefined && page.length === limit
    return json(200, { servers, ...(more && { servers_links: [{ rel: 'next', href }] }) })
  }

  #found(call: Call): Server[] {
    const { query } = call.incoming
    const status = firstOf(query, 'status')?.toUpperCase()
    if (status !== undefined && !SERVER_STATUSES.includes(status)) {
      if (since(call, '2.38')) throw badRequest('Invalid status value')
      return []
    }
    const name = firstOf(query, 'name')
    const allTenants = firstOf(query, 'all_tenants')
    const everyProject = isAdmin(call.caller) && allTenants !== undefined && allTenants !== '0'
    const found = [...this.store.servers.values()]
      .filter((server) => everyProject || server.projectId === call.caller.projectId)
      .filter((server) => name === undefined || server.name.includes(name))
      .filter((server) => status === undefined || serverStatus(server) === status)
      .reverse()
    const marker = firstOf(query, 'marker')
    if (marker === undefined) return found
    const at = found.findIndex(({ id }) => id === marker)
    if (at === -1) throw badRequest(`marker [${marker}] not found`)
    return found.slice(at + 1)
  }

  #create(call: Call): Answer {
    const wanted = this.creation.check(call)
    this.policies.require(call.caller, 'os_compute_api:servers:create', 'member')
    const server = this.creation.create(wanted, call)
    const done = recordAction(server, call, 'create', 'compute__do_build_and_run_instance')
    this.machine.build(server, done)
    const password = wanted.adminPass
    const body = {
      ...serverLinks(server, this.url),
      'OS-DCF:diskConfig': 'MANUAL',
      security_groups: [{ name: 'default' }],
      adminPass: typeof password === 'string' ? password : randomBytes(9).toString('base64url'),
    }
    return json(202, { server: body }, { Location: `${this.url}/v2.1/servers/${server.id}` })
  }

  #show(call: Call): Answer {
    return json(200, { server: serverDetail(this.#server(call, 'show', 'reader'), call, this.url) })
  }

  #update(call: Call): Answer {
    const wanted = isObject(call.body) ? call.body.server : undefined
    if (!isObject(wanted)) throw badRequest("'server' is a required property")
    const server = this.#server(call, 'update', 'member')
    if (typeof wanted.name === 'string') server.name = wanted.name
    if ('description' in wanted) {
      server.description = typeof wanted.description === 'string' ? wanted.description : null
    }
    server.updatedAt = new Date()
    const view = since(call, '2.75') ? serverDetail : serverBasics
    return json(200, { server: view(server, call, this.url) })
  }

  #delete(call: Call): Answer {
    const server = this.#server(call, 'delete', 'member')
    this.machine.requireUnlocked(call.caller, server)
    const done = recordAction(server, call, 'delete', 'compute_terminate_instance')
    this.machine.delete(server, done)
    return empty(204)
  }
}
