import { randomUUID } from 'node:crypto'
import { badRequest } from '../faults.ts'
import type { Transitions } from '../transitions.ts'
import type { BlockStorageStore } from './store.ts'
import type { SourceImage, Volume, VolumeType } from './volume.ts'

export interface NewVolume {
  readonly projectId: string
  readonly userId: string
  readonly size: number
  readonly type: VolumeType
  readonly name: string | null
  readonly description: string | null
  readonly metadata: Record<string, string>
  readonly zone: string
  readonly image: SourceImage | undefined
}

const DELETABLE = ['available', 'error', 'error_restoring', 'error_extending', 'error_managing']

const SETTABLE = [
  'creating',
  'available',
  'error',
  'error_deleting',
  'error_managing',
  'managing',
  'attaching',
  'in-use',
  'detaching',
  'maintenance',
  'restoring-backup',
  'error_restoring',
  'reserved',
  'awaiting-transfer',
  'backing-up',
  'error_backing-up',
  'error_extending',
  'downloading',
  'uploading',
  'retyping',
  'extending',
]

const MIGRATION_STATUSES = ['migrating', 'error', 'success', 'completing', 'none', 'starting']

export interface ForcedStatus {
  readonly status?: string
  readonly attachStatus?: string
  readonly migrationStatus?: string
}

function notDeletable() {
  return badRequest(
    'Invalid volume: Volume status must be available or error or error_restoring or error_extending or error_managing and must not be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.',
  )
}

/** Every change of a volume's own state; what attachments do to it is in the attachment machine. */
export class VolumeMachine {
  constructor(
    private readonly store: BlockStorageStore,
    private readonly transitions: Transitions,
  ) {}

  create({ zone, ...wanted }: NewVolume): Volume {
    const { storesTypes } = this.store.deployment
    const isStored = storesTypes === 'all' || storesTypes.includes(wanted.type.name)
    const volume: Volume = {
      ...wanted,
      id: randomUUID(),
      createdAt: new Date(),
      updatedAt: null,
      availabilityZone: zone,
      status: 'creating',
      attachStatus: 'detached',
      migrationStatus: null,
      bootable: false,
      multiattach: wanted.type.multiattach,
      readonlyFlag: undefined,
    }
    this.store.addVolume(volume)
    this.transitions.tell(volume.id, volume.status)
    const finish = () => {
      volume.bootable = volume.image !== undefined
      this.#move(volume, 'available', 'creating', 'downloading')
    }
    const download = () => this.#move(volume, 'downloading', 'creating')
    if (!isStored) this.transitions.run(() => this.#move(volume, 'error', 'creating'))
    else if (volume.image) this.transitions.run(download, finish)
    else this.transitions.run(finish)
    return volume
  }

  /** @throws Fault 400 */
  delete(volume: Volume): void {
    const attached = this.store.attachmentsOf(volume.id).length > 0
    if (!DELETABLE.includes(volume.status) || attached || volume.migrationStatus === 'migrating') {
      throw notDeletable()
    }
    this.forceDelete(volume)
  }

  /** In any status, and not as long as it has snapshots. @throws Fault 400 */
  forceDelete(volume: Volume): void {
    if (this.store.snapshotsOf(volume.id).length > 0) throw notDeletable()
    this.set(volume, 'deleting')
    this.transitions.run(() => this.remove(volume))
  }

  remove(volume: Volume): void {
    for (const { id } of this.store.attachmentsOf(volume.id)) this.store.attachments.delete(id)
    this.store.volumes.delete(volume.id)
    this.transitions.tell(volume.id, 'gone')
  }

  /** @throws Fault 400 */
  extend(volume: Volume, size: number, inUseToo: boolean): void {
    const before = volume.status
    if (before !== 'available' && !(inUseToo && before === 'in-use')) {
      throw badRequest(
        `Invalid volume: Volume ${volume.id} status must be available to extend, currently ${before}.`,
      )
    }
    if (size <= volume.size) {
      throw badRequest(
        `Invalid input received: New size for extend must be greater than current size. (current: ${volume.size}, extended: ${size}).`,
      )
    }
    this.set(volume, 'extending')
    this.transitions.run(() => {
      volume.size = size
      this.#move(volume, before, 'extending')
    })
  }

  /** @throws Fault 400 */
  setReadonly(volume: Volume, readonly: boolean): void {
    if (volume.status !== 'available') {
      throw badRequest(
        `Invalid volume: Volume ${volume.id} status must be available to update readonly flag, but current status is: ${volume.status}.`,
      )
    }
    volume.readonlyFlag = readonly
    volume.updatedAt = new Date()
  }

  /** What an administrator may set by hand. @throws Fault 400 */
  reset(volume: Volume, forced: ForcedStatus): void {
    const { status, attachStatus, migrationStatus } = forced
    if (status === undefined && attachStatus === undefined && migrationStatus === undefined) {
      throw badRequest("Must specify 'status', 'attach_status' or 'migration_status' for update.")
    }
    if (status === 'deleting') throw badRequest('Cannot reset-state to deleting')
    if (status !== undefined && !SETTABLE.includes(status)) {
      throw badRequest(
        `Volume status: ${status} is invalid, valid statuses are: (${SETTABLE.join(', ')}).`,
      )
    }
    const attached = this.store.attachmentsOf(volume.id).length > 0
    if (status === 'in-use' && !attached) {
      throw badRequest('Cannot reset-state to in-use because volume does not have any attachments.')
    }
    if (attachStatus !== undefined && attachStatus !== 'attached' && attachStatus !== 'detached') {
      throw badRequest(`Attach status: ${attachStatus} is invalid.`)
    }
    if (migrationStatus !== undefined && !MIGRATION_STATUSES.includes(migrationStatus)) {
      throw badRequest(`Volume migration status: ${migrationStatus} is invalid.`)
    }
    if (migrationStatus !== undefined) {
      volume.migrationStatus = migrationStatus === 'none' ? null : migrationStatus
    }
    if (attachStatus !== undefined) volume.attachStatus = attachStatus
    if (attachStatus === 'detached') {
      for (const { id } of this.store.attachmentsOf(volume.id)) this.store.attachments.delete(id)
    }
    if (status !== undefined) this.set(volume, status)
  }

  set(volume: Volume, status: string, attachStatus = volume.attachStatus): void {
    volume.status = status
    volume.attachStatus = attachStatus
    volume.updatedAt = new Date()
    this.transitions.tell(volume.id, status)
  }

  /** A later step of a change that has begun; skipped if the state was changed meanwhile. */
  #move(volume: Volume, to: string, ...from: readonly string[]): void {
    if (from.includes(volume.status)) this.set(volume, to)
  }
}
