import { randomUUID } from 'node:crypto'
import type { CloudFault, Misconduct } from '../cloud-faults.ts'
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

/** Which promise is broken when a volume in this status is deleted. */
const DELETED_IN: Readonly<Record<string, CloudFault>> = {
  'in-use': 'delete-volume-in-use',
  reserved: 'delete-reserved-volume',
  attaching: 'delete-attaching-volume',
}

/** Which promise is broken when a volume in this status is extended too early or at all. */
const EXTENDED_IN: Readonly<Record<string, CloudFault>> = {
  'in-use': 'extend-volume-in-use-too-early',
  reserved: 'extend-reserved-volume',
}

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
    private readonly misconduct: Misconduct,
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
    const isFree = DELETABLE.includes(volume.status) && !attached
    if (volume.migrationStatus === 'migrating') throw notDeletable()
    if (!isFree && !this.misconduct.is(DELETED_IN[volume.status])) throw notDeletable()
    this.#delete(volume)
  }

  /** In any status, and not as long as it is in use or has snapshots. @throws Fault 400 */
  forceDelete(volume: Volume): void {
    const isUsed = this.store.attachmentsOf(volume.id).some(({ status }) => status === 'attached')
    if (isUsed && !this.misconduct.is('force-delete-volume-in-use')) throw notDeletable()
    this.#delete(volume)
  }

  /** @throws Fault 400 */
  #delete(volume: Volume): void {
    if (this.store.snapshotsOf(volume.id).length > 0) throw notDeletable()
    this.set(volume, 'deleting')
    this.transitions.run(() => this.remove(volume))
  }

  remove(volume: Volume): void {
    for (const { id } of this.store.attachmentsOf(volume.id)) this.store.attachments.delete(id)
    this.store.volumes.delete(volume.id)
    this.transitions.tell(volume.id, 'gone')
    this.store.stillCounted.add(volume)
    this.transitions.soon(() => this.store.stillCounted.delete(volume))
  }

  /** @throws Fault 400 */
  extend(volume: Volume, size: number, inUseToo: boolean): void {
    const before = volume.status
    const isTime = before === 'available' || (inUseToo && before === 'in-use')
    if (!isTime && !this.misconduct.is(EXTENDED_IN[before])) {
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
      const freed = before === 'in-use' && this.misconduct.is('extend-frees-volume-in-use')
      this.#move(volume, freed ? 'available' : before, 'extending')
    })
  }

  /** @throws Fault 400 */
  setReadonly(volume: Volume, readonly: boolean): void {
    if (volume.status !== 'available' && !this.misconduct.is('read-only-flag-while-attached')) {
      throw badRequest(
        `Invalid volume: Volume ${volume.id} status must be available to update readonly flag, but current status is: ${volume.status}.`,
      )
    }
    volume.readonlyFlag = readonly
    volume.updatedAt = new Date()
  }

  /** Whether the volume can be shared changes only while it is not attached. @throws Fault 400 */
  retype(volume: Volume, wanted: string | undefined): void {
    const type = this.store.types.find(({ id, name }) => id === wanted || name === wanted)
    if (!type) throw badRequest(`Invalid volume_type passed: ${wanted}.`)
    const isFree = volume.status === 'available'
    const shares = type.multiattach !== volume.multiattach
    if (shares && !isFree && !this.misconduct.is('retype-volume-in-use')) {
      throw badRequest(
        'Invalid input received: Invalid volume_type passed, retypes affecting multiattach are only allowed on available volumes.',
      )
    }
    volume.type = type
    volume.multiattach = type.multiattach
  }

  /** @throws Fault 400 */
  requireReimageable(volume: Volume, reservedToo: boolean): void {
    const allowed = ['available', 'error', ...(reservedToo ? ['reserved'] : [])]
    if (allowed.includes(volume.status) || this.misconduct.is('reimage-attached-volume')) return
    throw badRequest(
      `Invalid volume: Volume ${volume.id} status must be ${allowed.join(' or ')}, but current status is: ${volume.status}.`,
    )
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
    if (status === 'in-use' && !attached && !this.misconduct.is('reset-to-use-by-nobody')) {
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
    if (attachStatus === 'detached' && !this.misconduct.is('reset-keeps-attachments')) {
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
