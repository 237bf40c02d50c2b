import type { Deployment } from '../deployment.ts'
import { badRequest, notFound } from '../faults.ts'
import { type Caller, isAdmin } from '../identity/caller.ts'
import type { Policies } from '../policies.ts'
import type { Snapshot } from './snapshot.ts'
import type { Transfer } from './transfers/transfer.ts'
import type { Attachment, Volume, VolumeType } from './volume.ts'

/** The tables of the block storage service. */
export class BlockStorageStore {
  readonly volumes = new Map<string, Volume>()
  readonly attachments = new Map<string, Attachment>()
  readonly snapshots = new Map<string, Snapshot>()
  readonly transfers = new Map<string, Transfer>()
  /** Deleted volumes that quotas still count. */
  readonly stillCounted = new Set<Volume>()
  /** Projects that have, or have ever had, a volume. */
  readonly projectsWithVolumes = new Set<string>()
  #sequence = 0

  constructor(
    readonly types: readonly VolumeType[],
    private readonly policies: Policies,
    readonly deployment: Deployment,
  ) {}

  /** @throws Fault 400 */
  requireSize(sizeGiB: number): void {
    const { leastVolumeGiB } = this.deployment
    if (sizeGiB >= leastVolumeGiB) return
    throw badRequest(
      `Invalid input received: the size '${sizeGiB}' is below the minimum of '${leastVolumeGiB}' for this volume type.`,
    )
  }

  nextSequence(): number {
    return ++this.#sequence
  }

  addVolume(volume: Volume): void {
    this.volumes.set(volume.id, volume)
    this.projectsWithVolumes.add(volume.projectId)
  }

  giveTo(volume: Volume, projectId: string, userId: string): void {
    volume.projectId = projectId
    volume.userId = userId
    this.projectsWithVolumes.add(projectId)
  }

  /** A volume of the caller's project; an administrator has those of all. @throws Fault 404 */
  ownVolume(caller: Caller, id: string): Volume {
    const volume = this.volumes.get(id)
    if (volume && (isAdmin(caller) || volume.projectId === caller.projectId)) return volume
    throw notFound(`Volume ${id} could not be found.`)
  }

  /** A volume that the caller may see. @throws Fault 404 for all others */
  visibleVolume(caller: Caller, id: string): Volume {
    const volume = this.volumes.get(id)
    if (!volume || !this.policies.allows(caller, 'reader', volume.projectId)) {
      throw notFound(`Volume ${id} could not be found.`)
    }
    return volume
  }

  /** @throws Fault 404 */
  attachment(id: string): Attachment {
    const attachment = this.attachments.get(id)
    if (!attachment) {
      throw notFound(`Volume attachment could not be found with filter: attachment_id = ${id}.`)
    }
    return attachment
  }

  snapshotsOf(volumeId: string): Snapshot[] {
    return [...this.snapshots.values()].filter((snapshot) => snapshot.volumeId === volumeId)
  }

  /** The project to which the volume of a transfer belongs. */
  ownerOf(transfer: Transfer): string | undefined {
    return this.volumes.get(transfer.volumeId)?.projectId
  }

  attachmentsOf(volumeId: string): Attachment[] {
    return [...this.attachments.values()]
      .filter((attachment) => attachment.volumeId === volumeId)
      .sort((a, b) => b.sequence - a.sequence)
  }
}
