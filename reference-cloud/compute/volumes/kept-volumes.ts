import type { Misconduct } from '../../cloud-faults.ts'
import { badRequest, conflict } from '../../faults.ts'
import type { Release } from '../../releases.ts'
import type { Mapping, Server } from '../server.ts'
import type { ComputeStore } from '../store.ts'
import type { VolumeGateway } from '../volume-gateway.ts'
import { chooseDevice } from './devices.ts'

/** What becomes of a server's volumes while it changes its place or its state. */
export class KeptVolumes {
  /** Of a cloud that brings back what was detached: the mappings, by server. */
  readonly #detached = new Map<string, Mapping[]>()

  constructor(
    private readonly store: ComputeStore,
    private readonly volumes: VolumeGateway,
    private readonly release: Release,
    private readonly misconduct: Misconduct,
  ) {}

  /** The host lets go of the volumes; they stay reserved for the server. */
  unplug(server: Server): void {
    for (const mapping of ofVolumes(server)) {
      if (this.misconduct.is('offload-leaves-volumes-connected')) continue
      this.volumes.keepReserved(mapping, server)
      if (this.misconduct.is('offload-frees-volumes')) this.#lose(mapping)
    }
  }

  /** A host gets all volumes of the server. */
  plug(server: Server): boolean {
    this.#bringBack(server)
    return server.mappings.every((mapping) => {
      if (mapping.attachmentId === null) return true
      const isNew = mapping.device === null
      if (isNew && this.misconduct.is('unshelve-forgets-new-volumes')) return true
      return this.plugOne(mapping, server)
    })
  }

  plugOne(mapping: Mapping, server: Server): boolean {
    mapping.device ??= chooseDevice(server, null)
    return this.volumes.connect(mapping, this.store.host.name) && this.volumes.complete(mapping)
  }

  /** Another host, or the same one anew, gets the volumes: each by a new attachment. */
  move(server: Server): void {
    for (const mapping of ofVolumes(server)) {
      const old = mapping.attachmentId
      this.volumes.keepReserved(mapping, server)
      this.plugOne(mapping, server)
      if (this.misconduct.is('move-loses-volumes')) this.#lose(mapping)
      if (this.misconduct.is('move-forgets-attachment')) mapping.attachmentId = old
    }
  }

  /** The resize is confirmed: what the server got since then stays. */
  settle(server: Server): void {
    for (const mapping of ofVolumes(server).slice(1)) {
      if (this.misconduct.is('confirm-drops-new-volumes')) {
        server.mappings.splice(server.mappings.indexOf(mapping), 1)
        this.#lose(mapping)
      }
    }
  }

  /** The server goes back to where it came from. */
  revert(server: Server): void {
    this.#bringBack(server)
    this.move(server)
  }

  /** Has to be told what a server loses before it moves. */
  letGo(server: Server, mapping: Mapping): void {
    const offloaded = server.vmState === 'shelved_offloaded'
    const fault = offloaded ? 'unshelve-brings-back-volumes' : 'revert-brings-back-volumes'
    if (!['shelved_offloaded', 'resized'].includes(server.vmState)) return
    if (!this.misconduct.is(fault)) return
    this.#detached.set(server.id, [...(this.#detached.get(server.id) ?? []), mapping])
  }

  #bringBack(server: Server): void {
    const back = this.#detached.get(server.id) ?? []
    this.#detached.delete(server.id)
    for (const mapping of back) {
      const volume = this.volumes.volume(mapping.volumeId ?? '')
      if (volume?.status !== 'available') continue
      mapping.attachmentId = this.volumes.reserve(volume, server).id
      server.mappings.push(mapping)
      this.plugOne(mapping, server)
    }
  }

  /** The server runs as before, on the same host. */
  resume(server: Server): void {
    for (const mapping of ofVolumes(server)) {
      if (this.misconduct.is('restart-loses-volumes')) this.#lose(mapping)
      if (this.misconduct.is('restart-renames-devices')) {
        mapping.device = null
        mapping.device = `${chooseDevice(server, null)}x`
      }
      if (this.misconduct.is('restart-replaces-attachments')) {
        this.volumes.keepReserved(mapping, server)
        this.plugOne(mapping, server)
      }
    }
  }

  /** From Nova 28 on a hard reboot removes what only one of the two services knows. */
  tidy(server: Server): void {
    if (this.release.hardReboot === 'tidies') {
      for (const mapping of ofVolumes(server)) {
        if (this.volumes.knows(mapping) || this.misconduct.is('reboot-keeps-lost-volumes')) continue
        server.mappings.splice(server.mappings.indexOf(mapping), 1)
      }
      const own = new Set(server.mappings.map(({ attachmentId }) => attachmentId))
      for (const id of this.volumes.attachmentsFor(server).filter((id) => !own.has(id))) {
        if (!this.misconduct.is('reboot-keeps-made-attachments')) this.volumes.release(id)
      }
    }
    this.resume(server)
  }

  /** @throws Fault of this kind when Block Storage shows a volume of the server not in use */
  requireInUse(server: Server, refusal: 'conflict' | 'bad request'): void {
    for (const { volumeId } of ofVolumes(server)) {
      const status = this.volumes.volume(volumeId ?? '')?.status ?? 'gone'
      if (status === 'in-use' || this.misconduct.is('act-despite-volumes')) continue
      const message = `Invalid volume: volume '${volumeId}' status must be 'in-use'. Currently in '${status}' status`
      throw refusal === 'conflict' ? conflict(message) : badRequest(message)
    }
  }

  #lose({ attachmentId }: Mapping): void {
    this.volumes.release(attachmentId)
  }
}

function ofVolumes(server: Server): Mapping[] {
  return server.mappings.filter(({ volumeId }) => volumeId !== null)
}
