import type { Attachment, Volume } from '../block-storage/volume.ts'
import type { Mapping, Server } from '../compute/server.ts'
import type { Insides } from './insides.ts'
import type { Moment } from './moment.ts'

/** What of a picture a check looks at. */
export type Seen = 'status' | 'attachments' | 'links' | 'server'

/** How the volume and the server of a call are at one time, so that they can be shown so later. */
export class Picture {
  readonly status: string | undefined
  readonly attachments: readonly Attachment[]
  readonly #attachStatus: Volume['attachStatus'] | undefined
  readonly #links: ReadonlyMap<Server, readonly Mapping[]>
  readonly #state: Pick<Server, 'vmState' | 'taskState'> | undefined
  readonly #isThere: boolean
  readonly #cloud: Insides
  readonly #volume: Volume | undefined
  readonly #server: Server | undefined

  constructor({ cloud, volume, server }: Moment) {
    this.#cloud = cloud
    this.#volume = volume
    this.#server = server
    this.status = volume?.status
    this.#attachStatus = volume?.attachStatus
    this.attachments = volume ? cloud.store.attachmentsOf(volume.id) : []
    this.#links = new Map([...cloud.servers.values()].map((one) => [one, this.#linksOf(one)]))
    this.#state = server && { vmState: server.vmState, taskState: server.taskState }
    this.#isThere = server !== undefined && cloud.servers.has(server.id)
  }

  differs(other: Picture, seen: readonly Seen[]): boolean {
    return seen.some((what) => this.#told(what) !== other.#told(what))
  }

  #told(what: Seen): string {
    if (what === 'status') return `${this.status} ${this.#attachStatus}`
    if (what === 'attachments') return this.attachments.map(({ id }) => id).join()
    if (what === 'server') return `${JSON.stringify(this.#state)} ${this.#isThere}`
    return [...this.#links].flatMap(([{ id }, all]) => all.map((one) => id + one.id)).join()
  }

  /** Lets the cloud look as it was then. */
  show(seen: readonly Seen[]): void {
    const { store } = this.#cloud
    if (seen.includes('status')) this.#showStatus()
    if (seen.includes('server')) this.#showServer()
    for (const [server, mappings] of seen.includes('links') ? this.#links : []) {
      this.#putLinks(server, mappings)
    }
    if (!seen.includes('attachments') || !this.#volume) return
    for (const { id } of store.attachmentsOf(this.#volume.id)) store.attachments.delete(id)
    for (const one of this.attachments) store.attachments.set(one.id, one)
  }

  /** Puts back what `past` has hidden, and keeps what the call has changed. */
  mend(past: Picture, seen: readonly Seen[], isAccepted: boolean): void {
    const { attachments, volumes } = this.#cloud.store
    if (seen.includes('status') && !isAccepted) this.#showStatus()
    const isSame = past.#state?.taskState === this.#server?.taskState
    if (seen.includes('server') && (!isAccepted || isSame)) this.#showServer()
    for (const [server, mappings] of seen.includes('links') ? this.#links : []) {
      const before = past.#links.get(server) ?? []
      const made = this.#linksOf(server).filter((one) => !before.includes(one))
      this.#putLinks(server, [...mappings, ...made])
    }
    if (!seen.includes('attachments') || !volumes.has(this.#volume?.id ?? '')) return
    for (const one of past.attachments) {
      if (!this.attachments.includes(one)) attachments.delete(one.id)
    }
    for (const one of this.attachments) {
      if (!past.attachments.includes(one)) attachments.set(one.id, one)
    }
  }

  #linksOf({ mappings }: Server): Mapping[] {
    return mappings.filter(({ volumeId }) => volumeId !== null && volumeId === this.#volume?.id)
  }

  #putLinks(server: Server, links: readonly Mapping[]): void {
    const others = server.mappings.filter((one) => !this.#linksOf(server).includes(one))
    server.mappings.splice(0, Number.POSITIVE_INFINITY, ...others, ...links)
  }

  #showStatus(): void {
    Object.assign(this.#volume ?? {}, { status: this.status, attachStatus: this.#attachStatus })
  }

  #showServer(): void {
    if (this.#server === undefined) return
    Object.assign(this.#server, this.#state)
    if (this.#isThere) this.#cloud.servers.set(this.#server.id, this.#server)
    else this.#cloud.servers.delete(this.#server.id)
  }
}
