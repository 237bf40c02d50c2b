import { checkedBody } from '../checks.ts'
import { badRequest, forbidden, notFound } from '../faults.ts'
import { type Answer, json } from '../http/exchange.ts'
import { allOf, type Query } from '../http/query.ts'
import type { Route } from '../http/routes.ts'
import type { Policies, Role } from '../policies.ts'
import type { Release } from '../releases.ts'
import { type Call, type Operation, since } from './call.ts'
import type { Mapping, Server } from './server.ts'
import { type ComputeStore, findMapping } from './store.ts'
import type { VolumeAttach } from './volume-attach.ts'
import { attachment, update } from './volume-attachment-schemas.ts'
import { attachmentView } from './volume-attachment-views.ts'
import type { VolumeDetach } from './volume-detach.ts'
import { isSwap, type VolumeUpdate } from './volume-update.ts'

const COLLECTION = '/servers/:server_id/os-volume_attachments'
const ITEM = `${COLLECTION}/:volume_id`
const MAX_LIMIT = 1000
const KEYS = ['limit', 'offset']

/** The five operations on a server's volume attachments. */
export class VolumeAttachmentsApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    { method: 'GET', pattern: COLLECTION, handler: { handle: (call) => this.#list(call) } },
    { method: 'POST', pattern: COLLECTION, handler: { handle: (call) => this.#attach(call) } },
    { method: 'GET', pattern: ITEM, handler: { handle: (call) => this.#show(call) } },
    { method: 'PUT', pattern: ITEM, handler: { handle: (call) => this.#update(call) } },
    { method: 'DELETE', pattern: ITEM, handler: { handle: (call) => this.#detach(call) } },
  ]

  constructor(
    private readonly store: ComputeStore,
    private readonly policies: Policies,
    private readonly release: Release,
    private readonly operations: {
      readonly attach: VolumeAttach
      readonly update: VolumeUpdate
      readonly detach: VolumeDetach
    },
  ) {}

  #server({ caller, parameters }: Call): Server {
    return this.store.visible(caller, parameters.server_id ?? '')
  }

  #require(call: Call, server: Server, rule: string, role: Role): void {
    const name = `os_compute_api:os-volumes-attachments:${rule}`
    this.policies.require(call.caller, name, role, server.projectId)
  }

  #list(call: Call): Answer {
    const [offset, limit] = readPage(call)
    const server = this.#server(call)
    this.#require(call, server, 'index', 'reader')
    // The page is cut from all disks, and only then are the volumes picked.
    const page = server.mappings.slice(offset, offset + limit)
    const shown = page.filter((mapping) => this.#isShown(mapping, call))
    return json(200, { volumeAttachments: shown.map((one) => attachmentView(one, server, call)) })
  }

  #isShown({ volumeId, attachmentId }: Mapping, call: Call): boolean {
    if (volumeId === null) return false
    if (attachmentId !== null || !since(call, '2.89')) return true
    return this.release.unfinishedAttachments === 'shown'
  }

  #show(call: Call): Answer {
    if (this.release.showChecksQuery) requireUtf8(call.incoming.query)
    const server = this.#server(call)
    this.#require(call, server, 'show', 'reader')
    const volumeId = call.parameters.volume_id ?? ''
    const mapping = findMapping(server, volumeId)
    if (!mapping || !this.#isShown(mapping, call)) {
      throw notFound(`Instance ${server.id} is not attached to volume ${volumeId}`)
    }
    return json(200, { volumeAttachment: attachmentView(mapping, server, call) })
  }

  #attach(call: Call): Answer {
    const wanted = checkedBody(call.body, 'volumeAttachment', attachment(call.version))
    const server = this.#server(call)
    this.#require(call, server, 'create', 'member')
    return this.operations.attach.run(server, wanted, call)
  }

  #update(call: Call): Answer {
    const wanted = checkedBody(call.body, 'volumeAttachment', update(call.version))
    const server = this.#server(call)
    const volumeId = call.parameters.volume_id ?? ''
    if (isSwap(call, wanted, volumeId)) this.#requireSwap(call, server)
    else this.#require(call, server, 'update', 'member')
    return this.operations.update.run(server, volumeId, wanted, call)
  }

  #requireSwap(call: Call, server: Server): void {
    const service = this.release.serviceRoleSwaps && call.caller.roles.includes('service')
    if (service || this.policies.allows(call.caller, 'admin', server.projectId)) return
    throw forbidden('os_compute_api:os-volumes-attachments:swap')
  }

  #detach(call: Call): Answer {
    const server = this.#server(call)
    this.#require(call, server, 'delete', 'member')
    return this.operations.detach.run(server, call.parameters.volume_id ?? '', call)
  }
}

function requireUtf8(query: Query): void {
  if (!query.utf8) throw badRequest('Query string is not UTF-8 encoded')
}

/** Every copy of a key must be good; the last one counts. @throws Fault 400 */
function readPage(call: Call): [offset: number, limit: number] {
  const { query } = call.incoming
  requireUtf8(query)
  for (const key of KEYS) {
    for (const value of allOf(query, key)) {
      if (!/^[0-9]+$/.test(value)) {
        throw badRequest(`Invalid input for query parameters ${key}. Value: ${value}.`)
      }
    }
  }
  const unknown = query.pairs.find(([key]) => !KEYS.includes(key))
  if (unknown && since(call, '2.75')) {
    throw badRequest(`Additional properties are not allowed ('${unknown[0]}' was unexpected)`)
  }
  const offset = Number(allOf(query, 'offset').at(-1) ?? 0)
  const limit = Number(allOf(query, 'limit').at(-1) ?? 0)
  return [offset, limit === 0 ? MAX_LIMIT : Math.min(limit, MAX_LIMIT)]
}
