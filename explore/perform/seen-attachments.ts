import type { History } from '../history/history.ts'
import type { NamedAttachment } from '../model/call.ts'

/** The attachments that the calls of a history have shown so far, for calls that name one. */
export class SeenAttachments {
  readonly #ofVolume = new Map<number, NamedAttachment[]>()
  readonly #shelved: ReadonlySet<number>

  /** Those of servers that are shelved change their ids without a call, so no call names them. */
  constructor({ lanes }: Pick<History, 'lanes'>) {
    const shelving = lanes.flat().filter((step) => step.op === 'server.shelve')
    this.#shelved = new Set(shelving.map(({ server }) => server))
  }

  saw(volume: number, attachment: NamedAttachment): void {
    if (attachment.server !== undefined && this.#shelved.has(attachment.server)) return
    const known = this.#ofVolume.get(volume) ?? []
    if (known.some(({ id }) => id === attachment.id)) return
    this.#ofVolume.set(volume, [...known, attachment])
  }

  /**
   * One of the volume's attachments, counted round. `ofClients`: only of those that were created in
   * Block Storage.
   */
  choose(volume: number, turn: number, ofClients: boolean): NamedAttachment | undefined {
    const all = this.#ofVolume.get(volume) ?? []
    const wanted = ofClients ? all.filter(({ server }) => server === undefined) : all
    const one = wanted[turn % Math.max(1, wanted.length)]
    return one && { ...one, place: all.indexOf(one) }
  }
}
