import { checkedBody, readBoolean } from '../../checks.ts'
import type { Misconduct } from '../../cloud-faults.ts'
import { badRequest, internal, notFound } from '../../faults.ts'
import { type Answer, json, untyped } from '../../http/exchange.ts'
import type { Route } from '../../http/routes.ts'
import { isAdmin } from '../../identity/caller.ts'
import type { Policies } from '../../policies.ts'
import { fresh } from '../../timestamps.ts'
import { type Call, type Operation, since } from '../call.ts'
import type { ProjectQuotas } from '../quotas.ts'
import type { BlockStorageStore } from '../store.ts'
import type { Transfer } from './transfer.ts'
import { listTransfers } from './transfer-listing.ts'
import type { TransferMachine } from './transfer-machine.ts'
import { acceptance, creation } from './transfer-schemas.ts'
import { OLDER_INTERFACE, transferDetail, transferSummary } from './transfer-views.ts'

type View = typeof transferSummary

/** Offers of volumes to other projects. They are there at every microversion, whatever documents say. */
export class TransfersApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    this.#route('GET', '/volume-transfers', (call) => this.#list(call, transferSummary)),
    this.#route('GET', '/volume-transfers/detail', (call) => this.#list(call, transferDetail)),
    this.#route('POST', '/volume-transfers', (call) => this.#create(call)),
    this.#route('GET', '/volume-transfers/:id', (call) => this.#show(call)),
    this.#route('DELETE', '/volume-transfers/:id', (call) => this.#delete(call)),
    this.#route('POST', '/volume-transfers/:id/accept', (call) => this.#accept(call)),
  ]

  constructor(
    private readonly url: string,
    private readonly store: BlockStorageStore,
    private readonly machine: TransferMachine,
    private readonly policies: Policies,
    private readonly quotas: ProjectQuotas,
    private readonly misconduct: Misconduct,
  ) {}

  #route(method: string, pattern: string, handle: Operation['handle']): Route<Operation> {
    return { method, pattern, handler: { handle } }
  }

  #list(call: Call, view: View): Answer {
    this.policies.require(call.caller, 'volume:get_all_transfers', 'reader')
    const { transfers, cut } = listTransfers(this.store, call)
    const last = transfers.at(-1)
    return json(200, {
      transfers: transfers.map((transfer) => view(transfer, call, this.url)),
      ...(last && cut && { transfers_links: [{ rel: 'next', href: this.#next(call, last.id) }] }),
    })
  }

  #next({ incoming, urlProject }: Call, marker: string): string {
    const query = new URLSearchParams(incoming.query.raw)
    query.set('marker', marker)
    return `${this.url}/v3${urlProject}/${OLDER_INTERFACE}?${query}`
  }

  #create(call: Call): Answer {
    if (call.body === undefined) throw internal()
    const wanted = checkedBody(call.body, 'transfer', creation(call.version))
    const volume = this.store.ownVolume(call.caller, String(wanted.volume_id))
    this.policies.require(call.caller, 'volume:create_transfer', 'member', volume.projectId)
    const transfer = this.machine.offer(volume, {
      name: typeof wanted.name === 'string' ? wanted.name.trim() : null,
      noSnapshots: readBoolean(wanted.no_snapshots),
      encryptedToo: since(call, '3.70'),
    })
    return json(202, {
      transfer: {
        ...transferDetail(transfer, call, this.url),
        created_at: fresh(transfer.createdAt),
        auth_key: transfer.key,
      },
    })
  }

  #show(call: Call): Answer {
    this.policies.require(call.caller, 'volume:get_transfer', 'reader')
    return json(200, { transfer: transferDetail(this.#find(call), call, this.url) })
  }

  #delete(call: Call): Answer {
    const transfer = this.#find(call)
    const owner = this.store.ownerOf(transfer)
    this.policies.require(call.caller, 'volume:delete_transfer', 'member', owner)
    this.machine.withdraw(transfer, this.store.volumes.get(transfer.volumeId))
    return untyped(202)
  }

  /** Whoever has the key may accept, so the transfers of all projects are looked at. */
  #accept(call: Call): Answer {
    const { body, caller, parameters } = call
    if (body === undefined) throw internal()
    const given = checkedBody(body, 'accept', acceptance)
    this.policies.require(caller, 'volume:accept_transfer', 'member')
    const transfer = this.store.transfers.get(parameters.id ?? '')
    const volume = transfer && this.store.volumes.get(transfer.volumeId)
    if (!transfer || !volume) throw notFound(`Transfer ${parameters.id} could not be found.`)
    if (String(given.auth_key) !== transfer.key && !this.misconduct.is('accept-with-any-key')) {
      throw badRequest(
        `Invalid auth key: Attempt to transfer ${transfer.id} with invalid auth key.`,
      )
    }
    const along = transfer.noSnapshots ? [] : this.store.snapshotsOf(volume.id)
    if (!this.misconduct.is('accept-over-quota')) {
      this.quotas.requireSpace(caller.projectId, volume, along)
    }
    this.machine.accept(transfer, volume, caller)
    return json(202, { transfer: transferSummary(transfer, call, this.url) })
  }

  /** @throws Fault 404 for what belongs to another project, too */
  #find({ caller, parameters }: Call): Transfer {
    const transfer = this.store.transfers.get(parameters.id ?? '')
    const foreign = transfer && this.store.ownerOf(transfer) !== caller.projectId
    if (!transfer || (foreign && !isAdmin(caller))) {
      throw notFound(`Transfer ${parameters.id} could not be found.`)
    }
    return transfer
  }
}
