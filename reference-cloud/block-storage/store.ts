import { notFound } from '../faults.ts'
import type { Caller } from '../identity/caller.ts'
import type { Policies } from '../policies.ts'
import type { Attachment, Volume, VolumeType } from './volume.ts'

/** The tables of the block storage service. */
export class BlockStorageStore {
  readonly volumes = new Map<string, Volume>()
  readonly attachments = new Map<string, Attachment>()
  /** Projects that have, or have ever had, a volume. */
  readonly projectsWithVolumes = new Set<string>()
  #sequence = 0

  constructor(
    readonly types: readonly VolumeType[],
    private readonly policies: Policies,
  ) {}

  nextSequence(): number {
    return ++this.#sequence
  }

  addVolume(volume: Volume): void {
    this.volumes.set(volume.id, volume)
    this.projectsWithVolumes.add(volume.projectId)
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

  attachmentsOf(volumeId: string): Attachment[] {
    return [...this.attachments.values()]
      .filter((attachment) => attachment.volumeId === volumeId)
      .sort((a, b) => b.sequence - a.sequence)
  }
}
