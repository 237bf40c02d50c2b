import { randomBytes, randomUUID } from 'node:crypto'
import { isObject } from '../checks.ts'
import { badRequest, notFound } from '../faults.ts'
import { type Answer, json, untyped } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import type { Caller } from '../identity/caller.ts'
import type { Policies } from '../policies.ts'
import { stored } from '../timestamps.ts'
import type { Call, Operation } from './call.ts'
import type { BlockStorageStore } from './store.ts'
import type { VolumeMachine } from './volume-machine.ts'

interface Transfer {
  readonly id: string
  readonly volumeId: string
  readonly projectId: string
  readonly name: string | null
  readonly createdAt: Date
}

/** Offers of volumes to other projects; nobody accepts one here. */
export class TransfersApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    this.#route('POST', '/volume-transfers', (call) => this.#create(call)),
    this.#route('GET', '/volume-transfers/detail', (call) => this.#list(call)),
    this.#route('GET', '/volume-transfers/:id', (call) => this.#show(call)),
    this.#route('DELETE', '/volume-transfers/:id', (call) => this.#delete(call)),
  ]
  readonly #transfers = new Map<string, Transfer>()

  constructor(
    private readonly store: BlockStorageStore,
    private readonly volumes: VolumeMachine,
    private readonly policies: Policies,
  ) {}

  #route(method: string, pattern: string, handle: Operation['handle']): Route<Operation> {
    return { method, pattern, handler: { since: '3.55', handle } }
  }

  #create({ body, caller }: Call): Answer {
    const wanted = isObject(body) ? body.transfer : undefined
    if (!isObject(wanted)) throw badRequest("'transfer' is a required property")
    const volume = this.store.visibleVolume(caller, String(wanted.volume_id))
    this.policies.require(caller, 'volume:create_transfer', 'member', volume.projectId)
    if (volume.status !== 'available') throw badRequest('Invalid volume: status must be available')
    this.volumes.set(volume, 'awaiting-transfer')
    const transfer: Transfer = {
      id: randomUUID(),
      volumeId: volume.id,
      projectId: volume.projectId,
      name: typeof wanted.name === 'string' ? wanted.name : null,
      createdAt: new Date(),
    }
    this.#transfers.set(transfer.id, transfer)
    return json(202, { transfer: { ...view(transfer), auth_key: randomBytes(8).toString('hex') } })
  }

  #list({ caller }: Call): Answer {
    const visible = [...this.#transfers.values()].filter(
      ({ projectId }) => projectId === caller.projectId,
    )
    return json(200, { transfers: visible.map(view) })
  }

  #show({ caller, parameters }: Call): Answer {
    return json(200, { transfer: view(this.#find(caller, parameters.id ?? '')) })
  }

  #delete({ caller, parameters }: Call): Answer {
    const transfer = this.#find(caller, parameters.id ?? '')
    this.policies.require(caller, 'volume:delete_transfer', 'member', transfer.projectId)
    const volume = this.store.volumes.get(transfer.volumeId)
    if (volume?.status === 'awaiting-transfer') this.volumes.set(volume, 'available')
    this.#transfers.delete(transfer.id)
    return untyped(202)
  }

  /** @throws Fault 404 */
  #find(caller: Caller, id: string): Transfer {
    const transfer = this.#transfers.get(id)
    if (!transfer || !this.policies.allows(caller, 'reader', transfer.projectId)) {
      throw notFound(`Transfer ${id} could not be found.`)
    }
    return transfer
  }
}

function view({ id, volumeId, name, createdAt }: Transfer) {
  return { id, volume_id: volumeId, name, created_at: stored(createdAt), links: [] }
}
