import type { CloudFault, Misconduct } from '../cloud-faults.ts'
import { badRequest, conflict } from '../faults.ts'
import type { AttachmentMachine } from './attachment-machine.ts'
import type { UsedAs } from './attachments-api.ts'
import type { Call } from './call.ts'
import type { BlockStorageStore } from './store.ts'
import type { Attachment, Volume } from './volume.ts'

/** The older ways to end an attachment, by actions on its volume. */
export class DetachingActions {
  constructor(
    private readonly store: BlockStorageStore,
    private readonly attachments: AttachmentMachine,
    private readonly usedAs: UsedAs,
    private readonly misconduct: Misconduct,
  ) {}

  detach(volume: Volume, attachmentId: string | undefined, call: Call): void {
    const chosen = this.#chosen(volume, attachmentId)
    this.#requireUnused(chosen, call, 'os-detach-from-server')
    if (volume.status === 'maintenance' && !this.misconduct.is('os-detach-in-maintenance')) {
      throw badRequest('Invalid volume: The volume cannot be detached in maintenance mode.')
    }
    this.#end(volume, chosen)
  }

  force(volume: Volume, attachmentId: string | undefined, call: Call): void {
    const chosen = this.#chosen(volume, attachmentId)
    this.#requireUnused(chosen, call, 'os-force-detach-from-server')
    this.#end(volume, chosen)
  }

  /** Ends the connection and not the attachment; who does so to a server breaks it. */
  terminate(volume: Volume, call: Call): void {
    const chosen = this.#chosen(volume, undefined)
    if (this.#requireUnused(chosen, call, 'os-terminate-connection-of-server')) {
      this.#end(volume, chosen)
    }
  }

  /** The attachment that is meant; none where the volume has none. @throws Fault 400 or 409 */
  #chosen(volume: Volume, attachmentId: string | undefined): Attachment | undefined {
    const all = this.store.attachmentsOf(volume.id)
    if (attachmentId === undefined) {
      const [first, ...others] = all
      if (others.length === 0 || this.misconduct.is('os-detach-chooses')) return first
      throw unclear()
    }
    const named = this.store.attachments.get(attachmentId)
    if (named === undefined) throw unclear()
    if (named.volumeId !== volume.id && !this.misconduct.is('os-detach-from-other-volume')) {
      throw badRequest('Invalid input received: Mismatched volume and attachment')
    }
    return named
  }

  #end(volume: Volume, attachment: Attachment | undefined): void {
    if (attachment === undefined) this.attachments.free(volume.id)
    else this.attachments.remove(attachment)
  }

  /** Whether a server uses it, and nothing is said. @throws Fault 409 */
  #requireUnused(attachment: Attachment | undefined, { caller }: Call, fault: CloudFault): boolean {
    if (caller.viaService || !attachment || attachment.instanceId === null) return false
    const usedAs = this.usedAs(attachment.instanceId, attachment.volumeId)
    if (usedAs === attachment.id && this.misconduct.is(fault)) return true
    this.attachments.refuseWhileUsed(attachment, usedAs)
    return false
  }
}

/** The service answers as if a server were using the volume. */
function unclear() {
  return conflict('ConflictNovaUsingAttachment: Detach volume from instance using the Compute API')
}
