import type { AttachmentMachine } from '../block-storage/attachment-machine.ts'
import type { BlockStorageStore } from '../block-storage/store.ts'
import type { Attachment, Volume, VolumeType } from '../block-storage/volume.ts'
import type { VolumeMachine } from '../block-storage/volume-machine.ts'
import { defaultType } from '../block-storage/volume-types.ts'
import type { Misconduct } from '../cloud-faults.ts'
import { badRequest, Fault } from '../faults.ts'
import type { Caller } from '../identity/caller.ts'
import type { DiskImage } from '../image/image.ts'
import type { Mapping, Server } from './server.ts'

/** Which a volume has that is, or was just, attached. */
const ENDS = ['in-use', 'detaching']

/** Compute's calls to block storage, and its own errors for their failures. */
export class VolumeGateway {
  constructor(
    private readonly store: BlockStorageStore,
    private readonly volumes: VolumeMachine,
    private readonly attachments: AttachmentMachine,
    private readonly misconduct: Misconduct,
  ) {}

  /** @throws Fault 404 */
  find(caller: Caller, volumeId: string): Volume {
    const volume = this.store.volumes.get(volumeId)
    const foreign = volume !== undefined && volume.projectId !== caller.projectId
    if (foreign && this.misconduct.is('attach-foreign-volume')) return volume
    return this.store.visibleVolume(caller, volumeId)
  }

  exists(caller: Caller, volumeId: string): Volume | undefined {
    try {
      return this.find(caller, volumeId)
    } catch (error) {
      if (error instanceof Fault) return undefined
      throw error
    }
  }

  /** @throws Fault 400 */
  reserve(volume: Volume, server: Server): Attachment {
    try {
      const nobody = this.misconduct.is('attach-without-instance')
      const instanceId = nobody ? null : server.id
      return this.attachments.reserve(volume, { instanceId, mode: null })
    } catch (error) {
      throw error instanceof Fault ? badRequest(`Invalid input received: ${error.message}`) : error
    }
  }

  /**
   * Connects the volume to the host. False when block storage refuses, or has no such attachment.
   */
  connect(mapping: Mapping, host: string): boolean {
    const found = this.#found(mapping)
    if (!found) return false
    try {
      this.attachments.connect(found.volume, found.attachment, {
        initiator: `iqn.2026-01.example.cloud:${host}`,
        ip: '192.0.2.10',
        host,
        platform: 'x86_64',
        os_type: 'linux',
        multipath: false,
        mountpoint: mapping.device,
        mode: 'rw',
      })
      return true
    } catch (error) {
      if (error instanceof Fault) return false
      throw error
    }
  }

  isDone(mapping: Mapping): boolean {
    return this.#found(mapping)?.attachment.status === 'attached'
  }

  /** Whether somebody reserves it at the same time, and the cloud does not notice. */
  isRacedFor(volume: Volume): boolean {
    return this.attachments.isRacedFor(volume)
  }

  complete(mapping: Mapping): boolean {
    const steps = this.completing(mapping)
    for (const step of steps) step()
    return steps.length > 0
  }

  /** The steps of it, which clients may see one after the other; none where there is no attachment. */
  completing(mapping: Mapping): ReadonlyArray<() => void> {
    const found = this.#found(mapping)
    return found ? this.attachments.completing(found.volume, found.attachment) : []
  }

  #found({ attachmentId }: Mapping) {
    const attachment = this.store.attachments.get(attachmentId ?? '')
    const volume = this.store.volumes.get(attachment?.volumeId ?? '')
    return attachment && volume ? { attachment, volume } : undefined
  }

  /** Whether Block Storage has the attachment of the mapping. */
  knows(mapping: Mapping): boolean {
    return this.#found(mapping) !== undefined
  }

  /** The ids of all attachments for the server. */
  attachmentsFor({ id }: Server): string[] {
    const all = [...this.store.attachments.values()]
    return all.filter(({ instanceId }) => instanceId === id).map((attachment) => attachment.id)
  }

  release(attachmentId: string | null): void {
    const attachment = this.store.attachments.get(attachmentId ?? '')
    if (attachment) this.attachments.remove(attachment)
  }

  /** The server leaves its host but keeps the volume. */
  keepReserved(mapping: Mapping, server: Server): void {
    const found = this.#found(mapping)
    if (!found) return
    const old = mapping.attachmentId
    const kept = this.attachments.reserve(found.volume, { instanceId: server.id, mode: null })
    mapping.attachmentId = kept.id
    this.release(old)
  }

  /** @throws Fault 400 */
  beginDetaching(volume: Volume): void {
    if (volume.status === 'detaching' && this.misconduct.is('detach-detaching-volume')) return
    if (!ENDS.includes(volume.status) && this.misconduct.is('detach-in-any-volume-state')) return
    try {
      this.attachments.beginDetaching(volume)
    } catch (error) {
      throw error instanceof Fault
        ? badRequest(`Invalid volume: Invalid input received: ${error.message}`)
        : error
    }
  }

  /** All writable attachments of a volume. */
  writers(volumeId: string): number {
    return this.store.attachmentsOf(volumeId).filter(({ mode }) => mode !== 'ro').length
  }

  /** The ids of the volume's attachments. */
  attachmentsOf(volumeId: string): string[] {
    return this.store.attachmentsOf(volumeId).map(({ id }) => id)
  }

  /** Whether Block Storage has an attachment of the volume. */
  isAttached(volumeId: string): boolean {
    return this.attachmentsOf(volumeId).length > 0
  }

  /** The ids of the servers that have attachments of the volume, in the order of these. */
  serversOf(volumeId: string): string[] {
    const attachments = this.store.attachmentsOf(volumeId).toReversed()
    return attachments.flatMap(({ instanceId }) => instanceId ?? [])
  }

  /** Deletes it if that is possible: Compute goes on without it, because its answer was sent. */
  deleteVolume(volumeId: string): void {
    const volume = this.store.volumes.get(volumeId)
    try {
      if (volume) this.volumes.forceDelete(volume)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
    }
  }

  /** Removes a volume although that is not possible, for faults. */
  destroyVolume(volumeId: string): void {
    const volume = this.store.volumes.get(volumeId)
    if (volume) this.volumes.remove(volume)
  }

  /** Sets a wrong status of a volume, for faults. */
  misstate(volumeId: string | null, status: string): void {
    const volume = this.store.volumes.get(volumeId ?? '')
    if (volume) this.volumes.set(volume, status)
  }

  volume(volumeId: string): Volume | undefined {
    return this.store.volumes.get(volumeId)
  }

  hasType(named: string): boolean {
    return this.#type(named) !== undefined
  }

  #type(named: string | null): VolumeType | undefined {
    return this.store.types.find(({ id, name }) => id === named || name === named)
  }

  /** @throws Fault 400 */
  createFromImage(
    server: Server,
    image: DiskImage,
    { size, type }: { readonly size: number; readonly type: string | null },
  ): Volume {
    this.store.requireSize(size)
    const { zones, attachesAcrossZones } = this.store.deployment
    return this.volumes.create({
      projectId: server.projectId,
      userId: server.userId,
      size,
      type: this.#type(type) ?? defaultType(this.store.types),
      name: '',
      description: '',
      metadata: {},
      zone: attachesAcrossZones ? (zones[0] ?? '') : server.zone,
      image,
    })
  }
}
