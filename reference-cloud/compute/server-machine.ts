import type { CloudFault, Misconduct } from '../cloud-faults.ts'
import { conflict, Fault } from '../faults.ts'
import { type Caller, isAdmin } from '../identity/caller.ts'
import type { Images } from '../image/images.ts'
import type { Transitions } from '../transitions.ts'
import type { Mapping, Server, VmState } from './server.ts'
import type { ComputeStore } from './store.ts'
import type { VolumeGateway } from './volume-gateway.ts'
import type { KeptVolumes } from './volumes/kept-volumes.ts'

const RUNNING = 1
const SHUT_DOWN = 4
const NO_STATE = 0

/** States of a volume that is being made. */
const MAKING = ['creating', 'downloading']

/** The fault of keeping what a server has that is deleted in a state. */
const KEEPING: Partial<Record<VmState, CloudFault>> = {
  shelved_offloaded: 'deleted-offloaded-server-keeps-attachments',
  building: 'deleted-build-keeps-reservations',
}

export interface Change {
  /** Null where Compute shows none. */
  readonly task: string | null
  readonly to: VmState
  readonly done: (result: 'Success' | 'Error') => void
  /** Called when the new state is reached. */
  readonly effect?: () => void
}

/** Every change of a server's state. */
export class ServerMachine {
  constructor(
    private readonly store: ComputeStore,
    private readonly volumes: VolumeGateway,
    private readonly kept: KeptVolumes,
    private readonly images: Images,
    private readonly transitions: Transitions,
    private readonly misconduct: Misconduct,
  ) {}

  /** A lock by the owner applies to the owner, but not to administrators. @throws Fault 409 */
  requireUnlocked(caller: Caller, server: Server, fault?: CloudFault): void {
    if (server.lockedBy !== null && !isAdmin(caller)) {
      if (this.misconduct.is(fault)) return
      throw conflict(`Instance ${server.id} is locked`)
    }
  }

  /** @throws Fault 409 in any other state, and while a task runs */
  requireState(
    server: Server,
    action: string,
    allowed: readonly VmState[],
    faults: Partial<Record<VmState, CloudFault>> = {},
  ): void {
    const refuse = (what: string) =>
      conflict(`Cannot '${action}' instance ${server.id} while it is in ${what}`)
    const refused = !allowed.includes(server.vmState)
    if (refused && !this.misconduct.is(faults[server.vmState]))
      throw refuse(`vm_state ${server.vmState}`)
    if (server.taskState !== null) throw refuse(`task_state ${server.taskState}`)
  }

  /**
   * Shows the task at once and the new state a latency later, unless another change came between.
   * What happens to the volumes comes before the new state.
   */
  change(server: Server, { task, to, done, effect }: Change): void {
    this.#touch(server, { taskState: task })
    const isOver = () => !this.store.has(server) || server.taskState !== task
    this.transitions.run(() => {
      if (isOver()) return done('Error')
      try {
        effect?.()
      } catch (error) {
        // Block storage refused: the server cannot go on.
        if (!(error instanceof Fault)) throw error
        this.force(server, 'error')
        return done('Error')
      }
      this.transitions.soon(() => {
        if (isOver()) return done('Error')
        this.#touch(server, { taskState: null, vmState: to, powerState: powerOf(to, server) })
        done('Success')
      })
    })
  }

  /** Sets a state as an administrator does, whatever is going on. */
  force(server: Server, vmState: VmState): void {
    this.#touch(server, { vmState, taskState: null })
  }

  build(server: Server, done: Change['done']): void {
    const step = (work: () => void) => () => {
      if (
        this.store.has(server) &&
        server.taskState !== 'deleting' &&
        server.vmState === 'building'
      ) {
        work()
      }
    }
    const fails = (fault: string) => {
      this.#touch(server, { fault })
      this.force(server, 'error')
      done('Error')
    }
    this.transitions.run(
      step(() => {
        const { hasRoom } = this.store.deployment
        if (!hasRoom) return fails('No valid host was found. There are not enough hosts available.')
        this.#touch(server, { taskState: 'spawning', host: this.store.host.name })
      }),
      step(() => this.#makeVolumes(server, fails)),
      step(() => this.#attachWhenMade(server, step, done)),
    )
  }

  /** Compute waits for the volumes that it makes from images. */
  #attachWhenMade(
    server: Server,
    step: (work: () => void) => () => void,
    done: Change['done'],
  ): void {
    const isMaking = server.mappings.some(({ fromImage, volumeId }) => {
      const volume = fromImage && this.volumes.volume(volumeId ?? '')
      return volume !== undefined && MAKING.includes(volume.status)
    })
    if (isMaking) {
      this.transitions.run(step(() => this.#attachWhenMade(server, step, done)))
      return
    }
    const attached = this.#attachAll(server)
    const vmState = attached ? 'active' : 'error'
    const powerState = attached ? RUNNING : NO_STATE
    const end = step(() => {
      this.#touch(server, { taskState: null, vmState, powerState, launchedAt: new Date() })
      done(attached ? 'Success' : 'Error')
    })
    this.transitions.soon(end)
  }

  #makeVolumes(server: Server, fails: (fault: string) => void): void {
    for (const mapping of server.mappings) {
      const image = mapping.fromImage && this.images.find(mapping.fromImage.imageId)
      if (!mapping.fromImage || !image) continue
      try {
        mapping.volumeId = this.volumes.createFromImage(server, image, mapping.fromImage).id
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        fails(`Build of instance ${server.id} aborted: ${error.message}`)
        return
      }
    }
  }

  #attachAll(server: Server): boolean {
    return server.mappings.every((mapping) => {
      if (mapping.volumeId === null) return true
      const volume = this.volumes.volume(mapping.volumeId)
      if (!volume) return false
      if (mapping.attachmentId === null) {
        if (volume.status !== 'available') return false
        mapping.attachmentId = this.volumes.reserve(volume, server).id
      }
      return this.kept.plugOne(mapping, server)
    })
  }

  /**
   * A server on a local disk is shelved first; one that boots from a volume is offloaded at once.
   */
  shelve(server: Server, offloadAtOnce: boolean, done: Change['done']): void {
    if (server.imageId === null) {
      this.#offload(server, 'shelving', done)
      return
    }
    const next: Change['done'] = (result) =>
      result === 'Success' && offloadAtOnce ? this.offload(server, done) : done(result)
    this.change(server, { task: 'shelving', to: 'shelved', done: next })
  }

  offload(server: Server, done: Change['done']): void {
    this.#offload(server, 'shelving_offloading', done)
  }

  #offload(server: Server, task: string, done: Change['done']): void {
    const effect = () => {
      this.kept.unplug(server)
      server.host = null
    }
    this.change(server, { task, to: 'shelved_offloaded', done, effect })
  }

  unshelve(server: Server, done: Change['done']): void {
    this.change(server, {
      task: 'spawning',
      to: 'active',
      done,
      effect: () => {
        if (server.host !== null) return
        server.host = this.store.host.name
        this.kept.plug(server)
      },
    })
  }

  delete(server: Server, done: Change['done']): void {
    if (server.taskState === 'deleting' || server.vmState === 'deleted') return
    this.#touch(server, { taskState: 'deleting' })
    this.transitions.run(() => {
      for (const mapping of server.mappings) this.#letGo(mapping, server)
      this.transitions.soon(
        () => this.#touch(server, { taskState: null, vmState: 'deleted' }),
        () => {
          this.store.servers.delete(server.id)
          done('Success')
        },
      )
    })
  }

  #letGo(mapping: Mapping, { vmState }: Server): void {
    const { attachmentId, volumeId, deleteOnTermination, root } = mapping
    if (!root && this.misconduct.is('deleted-server-keeps-attachments')) return
    if (volumeId !== null && this.misconduct.is(KEEPING[vmState])) return
    this.volumes.release(attachmentId)
    if (volumeId === null) return
    for (const id of this.volumes.attachmentsOf(volumeId)) {
      if (this.misconduct.is('deleted-server-frees-shared-volumes')) this.volumes.release(id)
    }
    const spared =
      !root && deleteOnTermination && this.misconduct.is('deleted-server-keeps-flagged-volumes')
    const taken = !deleteOnTermination && this.misconduct.is('deleted-server-takes-all-volumes')
    if (!((deleteOnTermination && !spared) || taken)) return
    // Block Storage refuses to delete a volume that another server has, and the server goes anyway.
    if (!this.volumes.isAttached(volumeId)) this.volumes.deleteVolume(volumeId)
    else if (this.misconduct.is('deleted-server-takes-shared-volumes')) {
      this.volumes.destroyVolume(volumeId)
    }
  }

  #touch(server: Server, changes: Partial<Server>): void {
    Object.assign(server, changes, { updatedAt: new Date() })
  }
}

function powerOf(state: VmState, server: Server): number {
  if (state === 'active' || state === 'rescued') return RUNNING
  if (state === 'stopped' || state === 'shelved' || state === 'shelved_offloaded') return SHUT_DOWN
  return server.powerState
}
