import type { AttachmentMachine } from '../block-storage/attachment-machine.ts'
import type { BlockStorageStore } from '../block-storage/store.ts'
import type { Attachment, Volume } from '../block-storage/volume.ts'
import type { VolumeMachine } from '../block-storage/volume-machine.ts'
import type { Server } from '../compute/server.ts'
import type { Transitions } from '../transitions.ts'

/** What of a cloud a sequence fault can reach. */
export interface Insides {
  readonly servers: Map<string, Server>
  readonly store: BlockStorageStore
  readonly volumes: VolumeMachine
  readonly attachments: AttachmentMachine
  readonly transitions: Transitions
  /** To be called whenever the fault has an effect. */
  readonly meet: () => void
}

/** A call that was accepted. */
interface Accepted {
  readonly at: number
  readonly wanted: Readonly<Record<string, unknown>>
}

/** What a cloud with a sequence fault keeps in mind from one call to the next. */
export class Memory {
  /** How often something happened, by what it is. */
  readonly counts = new Map<string, number>()
  /** What happened last to a volume or server, by its id. */
  readonly marks = new Map<string, string>()
  /** The last call that was to change a volume or server, by its id. */
  readonly calls = new Map<string, string>()
  /** The first answer to each look. */
  readonly answers = new Map<string, string>()
  /** Servers of which a volume is being detached, by the id of the volume. */
  readonly detaching = new Map<string, Server>()
  /** The last call of an operation that was accepted, by operation and the id of volume or server. */
  readonly accepted = new Map<string, Accepted>()
  /** All attachments that there were, those that are gone included. */
  readonly attachments = new Map<string, Attachment>()

  count(of: string): number {
    const count = (this.counts.get(of) ?? 0) + 1
    this.counts.set(of, count)
    return count
  }
}

/** Another volume that is not being deleted: that of the newest attachment, or the newest one. */
export function neighbourOf({ store }: Insides, volume: Volume | undefined): Volume | undefined {
  const others = [...store.volumes.values()].filter(
    (other) => other !== volume && other.status !== 'deleting',
  )
  const used = [...store.attachments.values()].reverse()
  const newest = used.find(({ volumeId }) => others.some(({ id }) => id === volumeId))
  return others.find(({ id }) => id === newest?.volumeId) ?? others.at(-1)
}

/** Other servers than this one, the newest first. */
export function othersThan({ servers }: Insides, server: Server | undefined): Server[] {
  return [...servers.values()].filter((other) => other !== server).reverse()
}
