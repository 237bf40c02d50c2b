import { randomUUID } from 'node:crypto'
import type { CloudFault, Misconduct } from '../cloud-faults.ts'
import { badRequest, conflict, Fault, internal } from '../faults.ts'
import type { Release } from '../releases.ts'
import type { BlockStorageStore } from './store.ts'
import type { Attachment, Connector, Volume } from './volume.ts'
import type { VolumeMachine } from './volume-machine.ts'

/** The keys of a connector that the backend requires. */
const NEEDED_OF_CONNECTORS = ['initiator']

/** Requests within this time count as made at the same time, in ms. */
const AT_ONCE_MS = 30

const RANK = ['attached', 'attaching', 'reserved'] as const
/** The volume's status and attach status, from the most advanced state of its attachments. */
const VOLUME_STATES = {
  attached: ['in-use', 'attached'],
  attaching: ['attaching', 'attaching'],
  reserved: ['reserved', 'detached'],
} as const

const UNUSED = ['available', 'detached'] as const
const LEFT = ['reserved', 'detached'] as const

export interface Reservation {
  readonly instanceId: string | null
  readonly mode: string | null
}

/** Which promise is broken when a volume in this status is reserved. */
function faultOfReserving({ status }: Volume): CloudFault {
  if (status.includes('error')) return 'reserve-volume-in-error'
  const faults: Readonly<Record<string, CloudFault>> = {
    reserved: 'reserve-reserved-volume',
    attaching: 'reserve-attaching-volume',
    'in-use': 'reserve-volume-in-use',
    'awaiting-transfer': 'reserve-volume-awaiting-transfer',
  }
  return faults[status] ?? 'reserve-busy-volume'
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Every change of an attachment's state, and what it does to the volume. */
export class AttachmentMachine {
  constructor(
    private readonly store: BlockStorageStore,
    private readonly volumes: VolumeMachine,
    private readonly release: Release,
    private readonly misconduct: Misconduct,
  ) {}

  /** Reserves the volume for a server, or for none yet. @throws Fault 400 */
  reserve(volume: Volume, { instanceId, mode }: Reservation): Attachment {
    const forgotten = () => this.misconduct.is(faultOfReserving(volume)) || this.isRacedFor(volume)
    if (volume.status.includes('error') && !forgotten()) {
      throw badRequest(
        `Invalid volume: Volume attachments can not be created if the volume is in an error state. The Volume ${volume.id} currently has a status of: ${volume.status} `,
      )
    }
    const reservable = volume.multiattach
      ? ['available', 'in-use', 'downloading']
      : ['available', 'downloading']
    if (
      volume.bootable &&
      volume.status === 'in-use' &&
      this.misconduct.is('reserve-refuses-bootable-volume')
    ) {
      throw badRequest(`Invalid volume: Volume ${volume.id} is bootable.`)
    }
    if (reservable.includes(volume.status)) {
      const left = this.misconduct.is('create-leaves-volume-available')
      if (!left) this.volumes.set(volume, 'reserved')
    } else if (!this.#movesWithinServer(volume, instanceId) && !forgotten()) {
      throw badRequest(
        `Invalid volume: Volume ${volume.id} status must be ${reservable.join(' or ')} to reserve, but the current status is ${volume.status}.`,
      )
    }
    const now = new Date()
    const attachment: Attachment = {
      id: randomUUID(),
      sequence: this.store.nextSequence(),
      volumeId: volume.id,
      projectId: volume.projectId,
      instanceId,
      createdAt: now,
      updatedAt: now,
      status: 'reserved',
      // Upstream stores the text "null" where no mode was given.
      mode: this.#isReadOnly(volume) ? 'ro' : (mode ?? 'null'),
      attachedAt: null,
      connector: undefined,
      connectionInfo: {},
      mountpoint: null,
      host: null,
    }
    this.store.attachments.set(attachment.id, attachment)
    return attachment
  }

  /** Whether it was reserved at the same time, which the cloud should notice and does not. */
  isRacedFor({ id }: Volume): boolean {
    const [newest] = this.store.attachmentsOf(id)
    const age = newest === undefined ? Number.POSITIVE_INFINITY : Date.now() - +newest.createdAt
    return age <= AT_ONCE_MS && this.misconduct.is('reserve-twice-at-once')
  }

  #isReadOnly({ readonlyFlag }: Volume): boolean {
    return readonlyFlag === true && !this.misconduct.is('attach-read-only-volume-for-writing')
  }

  /** In one step, as before there were attachments to create. @throws Fault 400 */
  attachByHand(volume: Volume, given: Readonly<Record<string, unknown>>): void {
    if (volume.status !== 'available') {
      throw badRequest('Invalid volume: volume is already attached')
    }
    const forgotten = this.misconduct.is('os-attach-forgets-instance')
    const instanceId = forgotten ? null : asText(given.instance_uuid)
    const attachment = this.reserve(volume, { instanceId, mode: asText(given.mode) ?? 'rw' })
    attachment.mountpoint = asText(given.mountpoint)
    attachment.attachedAt = new Date()
    this.complete(volume, attachment)
  }

  /** A server that has the volume may reserve it again, because it may move to another host. */
  #movesWithinServer(volume: Volume, instanceId: string | null): boolean {
    if (instanceId === null || !['in-use', 'reserved'].includes(volume.status)) return false
    return this.store.attachmentsOf(volume.id).some((one) => one.instanceId === instanceId)
  }

  /** Connects a new reservation in the same call. @throws Fault 500, and the reservation stays */
  connectNew(volume: Volume, attachment: Attachment, connector: Connector): void {
    const missing = NEEDED_OF_CONNECTORS.find((key) => !(key in connector))
    if (missing !== undefined) {
      attachment.connectionInfo = null
      attachment.mode = null
      throw internal(
        `Unable to create attachment for volume (Invalid input received: Connector doesn't have required information: ${missing}).`,
      )
    }
    this.#join(volume, attachment, connector)
  }

  /** Connects or connects anew. @throws Fault 400, 409 or 500, by release */
  connect(volume: Volume, attachment: Attachment, connector: Connector): void {
    const refuse = (status: 400 | 409, reason: string) => {
      const precise = this.release.attachmentUpdateFaults === 'precise'
      return new Fault(precise ? status : 500, `Unable to update attachment.(${reason}).`)
    }
    if (volume.status.includes('error') && !this.misconduct.is('connect-volume-in-error')) {
      throw refuse(409, `Invalid volume: the volume is in an error state: ${volume.status}`)
    }
    const all = this.store.attachmentsOf(volume.id)
    const second = all.length > 1 && all.some((one) => one.connector !== undefined)
    if (second && !volume.multiattach && !this.misconduct.is('connect-twice')) {
      throw refuse(409, `Invalid volume: duplicate connectors detected on volume ${volume.id}`)
    }
    if (!('host' in connector)) throw internal('Unable to update the attachment.')
    const missing = NEEDED_OF_CONNECTORS.find((key) => !(key in connector))
    if (missing !== undefined) {
      throw refuse(
        400,
        `Invalid input received: Connector doesn't have required information: ${missing}`,
      )
    }
    const mode = asText(connector.mode) ?? 'rw'
    if (attachment.mode === null || attachment.mode === 'null') {
      attachment.mode = mode !== 'rw' && this.misconduct.is('connect-ignores-mode') ? 'rw' : mode
    } else if (attachment.mode !== mode && this.misconduct.is('connect-changes-mode')) {
      attachment.mode = mode
    }
    this.#join(volume, attachment, connector)
  }

  #join(volume: Volume, attachment: Attachment, connector: Connector): void {
    const now = new Date()
    attachment.connector = connector
    attachment.connectionInfo = {
      access_mode: 'rw',
      qos_specs: null,
      encrypted: false,
      cacheable: false,
      ...(this.release.enforceMultipath && { enforce_multipath: false }),
      driver_volume_type: 'iscsi',
      ...(!this.misconduct.is('connection-without-attachment') && { attachment_id: attachment.id }),
    }
    const left = this.misconduct.is('connect-leaves-attachment-reserved')
    attachment.status = left ? 'reserved' : 'attaching'
    attachment.attachedAt = now
    attachment.updatedAt = now
    attachment.host = asText(connector.host)
    attachment.mountpoint = asText(connector.mountpoint)
    if (this.misconduct.is('connect-leaves-volume-reserved')) return
    this.volumes.set(volume, 'attaching', 'attaching')
  }

  /** The server has the volume now, in whichever way. */
  complete(volume: Volume, attachment: Attachment): void {
    for (const step of this.completing(volume, attachment)) step()
  }

  /** The same in its steps: the attachment is attached before its volume is in use. */
  completing(volume: Volume, attachment: Attachment): ReadonlyArray<() => void> {
    return [
      () => {
        const left = this.misconduct.is('complete-leaves-attachment-attaching')
        attachment.status = left ? 'attaching' : 'attached'
        attachment.updatedAt = new Date()
      },
      () => {
        if (this.misconduct.is('complete-leaves-volume-attaching')) return
        // It may be gone because its server was deleted meanwhile.
        if (!this.store.attachments.has(attachment.id)) return
        this.volumes.set(volume, 'in-use', 'attached')
      },
    ]
  }

  remove(attachment: Attachment): void {
    this.store.attachments.delete(attachment.id)
    const volume = this.store.volumes.get(attachment.volumeId)
    if (!volume) return
    const rest = this.store.attachmentsOf(volume.id)
    const highest = RANK.find((status) => rest.some((one) => one.status === status))
    const left = !highest && this.misconduct.is('delete-leaves-volume-reserved')
    const [status, attachStatus] = highest ? VOLUME_STATES[highest] : left ? LEFT : UNUSED
    this.volumes.set(volume, status, attachStatus)
  }

  /** Makes the volume available, whatever attachments it has. */
  free(volumeId: string): void {
    const volume = this.store.volumes.get(volumeId)
    if (volume) this.volumes.set(volume, ...UNUSED)
  }

  /** The server begins to detach it. @throws Fault 400 */
  beginDetaching(volume: Volume): void {
    if (volume.status !== 'in-use' || volume.attachStatus !== 'attached') {
      throw badRequest(
        `Invalid volume: Unable to detach volume. Volume status must be 'in-use' and attach_status must be 'attached' to detach.`,
      )
    }
    this.volumes.set(volume, 'detaching')
  }

  rollDetaching(volume: Volume): void {
    if (volume.status === 'detaching') this.volumes.set(volume, 'in-use')
  }

  /** @throws Fault 409 when the server says that it uses this very attachment */
  refuseWhileUsed(attachment: Attachment, usedAs: string | undefined): void {
    if (attachment.status === 'reserved' || attachment.instanceId === null) return
    if (usedAs !== attachment.id) return
    throw conflict(
      `ConflictNovaUsingAttachment: Detach volume from instance ${attachment.instanceId} using the Compute API`,
    )
  }
}
