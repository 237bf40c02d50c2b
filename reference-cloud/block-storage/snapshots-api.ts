import { randomUUID } from 'node:crypto'
import { isObject, readBoolean, textMap, textOrNull } from '../checks.ts'
import { badRequest, notFound } from '../faults.ts'
import { type Answer, empty, json, untyped } from '../http/exchange.ts'
import { firstOf } from '../http/query.ts'
import type { Route } from '../http/routes.ts'
import { isAdmin } from '../identity/caller.ts'
import type { Policies } from '../policies.ts'
import { fresh, stored } from '../timestamps.ts'
import type { Transitions } from '../transitions.ts'
import { type Call, type Operation, since } from './call.ts'
import type { Snapshot, SnapshotStatus } from './snapshot.ts'
import type { BlockStorageStore } from './store.ts'

const SETTABLE: readonly SnapshotStatus[] = [
  'creating',
  'available',
  'error',
  'deleting',
  'error_deleting',
]
const DELETABLE: readonly SnapshotStatus[] = ['available', 'error']

/** Snapshots, as far as tests of transfers need them. */
export class SnapshotsApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    this.#route('POST', '/snapshots', (call) => this.#create(call)),
    this.#route('GET', '/snapshots', (call) => this.#list(call)),
    this.#route('GET', '/snapshots/detail', (call) => this.#list(call)),
    this.#route('GET', '/snapshots/:id', (call) => json(200, { snapshot: view(this.#find(call)) })),
    this.#route('DELETE', '/snapshots/:id', (call) => this.#delete(call)),
    this.#route('POST', '/snapshots/:id/action', (call) => this.#reset(call)),
  ]

  constructor(
    private readonly store: BlockStorageStore,
    private readonly transitions: Transitions,
    private readonly policies: Policies,
  ) {}

  #route(method: string, pattern: string, handle: Operation['handle']): Route<Operation> {
    return { method, pattern, handler: { handle } }
  }

  #create(call: Call): Answer {
    const { caller, body } = call
    const wanted = isObject(body) ? body.snapshot : undefined
    if (!isObject(wanted)) throw badRequest("'snapshot' is a required property")
    const volume = this.store.visibleVolume(caller, String(wanted.volume_id))
    this.policies.require(caller, 'volume:create_snapshot', 'member', volume.projectId)
    const inUseToo = readBoolean(wanted.force) || since(call, '3.66')
    if (volume.status !== 'available' && !(inUseToo && volume.status === 'in-use')) {
      throw badRequest(
        `Invalid volume: Volume ${volume.id} status must be available, but current status is: ${volume.status}.`,
      )
    }
    const snapshot: Snapshot = {
      id: randomUUID(),
      volumeId: volume.id,
      size: volume.size,
      createdAt: new Date(),
      name: textOrNull(wanted.name),
      description: textOrNull(wanted.description),
      metadata: textMap(wanted.metadata),
      projectId: caller.projectId,
      userId: caller.userId,
      status: 'creating',
      updatedAt: null,
    }
    this.store.snapshots.set(snapshot.id, snapshot)
    this.transitions.run(() => {
      if (snapshot.status === 'creating') set(snapshot, 'available')
    })
    return json(202, { snapshot: { ...view(snapshot), created_at: fresh(snapshot.createdAt) } })
  }

  #list({ caller, incoming: { query } }: Call): Answer {
    this.policies.require(caller, 'volume:get_all_snapshots', 'reader')
    const passes = (key: string, held: string | null) =>
      [undefined, held].includes(firstOf(query, key))
    const everyProject = isAdmin(caller) && firstOf(query, 'all_tenants') === '1'
    const found = [...this.store.snapshots.values()].filter(
      (one) =>
        (everyProject || one.projectId === caller.projectId) &&
        passes('name', one.name) &&
        passes('volume_id', one.volumeId) &&
        passes('status', one.status),
    )
    return json(200, { snapshots: found.reverse().map(view) })
  }

  #delete(call: Call): Answer {
    const snapshot = this.#find(call)
    this.policies.require(call.caller, 'volume:delete_snapshot', 'member', snapshot.projectId)
    // Upstream reads the volume in the name of the caller, so a snapshot that was left behind
    // stays.
    this.store.ownVolume(call.caller, snapshot.volumeId)
    if (!DELETABLE.includes(snapshot.status)) {
      throw badRequest('Invalid snapshot: Snapshot status must be available or error')
    }
    set(snapshot, 'deleting')
    this.transitions.run(() => this.store.snapshots.delete(snapshot.id))
    return untyped(202)
  }

  /** The only action here: an administrator sets the status. */
  #reset(call: Call): Answer {
    const snapshot = this.#find(call)
    const rule = 'volume_extension:snapshot_admin_actions:reset_status'
    this.policies.require(call.caller, rule, 'admin')
    const given = isObject(call.body) ? call.body['os-reset_status'] : undefined
    const status = SETTABLE.find((one) => isObject(given) && one === given.status)
    if (status === undefined)
      throw badRequest('Must specify a valid status to reset the snapshot to.')
    set(snapshot, status)
    return empty(202)
  }

  /** @throws Fault 404 */
  #find({ caller, parameters }: Call): Snapshot {
    const snapshot = this.store.snapshots.get(parameters.id ?? '')
    if (!snapshot || !this.policies.allows(caller, 'reader', snapshot.projectId)) {
      throw notFound(`Snapshot ${parameters.id} could not be found.`)
    }
    return snapshot
  }
}

function set(snapshot: Snapshot, status: SnapshotStatus): void {
  snapshot.status = status
  snapshot.updatedAt = new Date()
}

function view(snapshot: Snapshot) {
  return {
    id: snapshot.id,
    created_at: stored(snapshot.createdAt),
    updated_at: snapshot.updatedAt && stored(snapshot.updatedAt),
    name: snapshot.name,
    description: snapshot.description,
    volume_id: snapshot.volumeId,
    status: snapshot.status,
    size: snapshot.size,
    metadata: snapshot.metadata,
    'os-extended-snapshot-attributes:project_id': snapshot.projectId,
    'os-extended-snapshot-attributes:progress': snapshot.status === 'available' ? '100%' : '0%',
  }
}
