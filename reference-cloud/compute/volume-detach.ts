import type { CloudFault, Misconduct } from '../cloud-faults.ts'
import { badRequest, conflict, notFound } from '../faults.ts'
import { type Answer, empty } from '../http/exchange.ts'
import type { Transitions } from '../transitions.ts'
import type { Call } from './call.ts'
import { recordAction } from './instance-actions.ts'
import type { Mapping, Server, VmState } from './server.ts'
import type { ServerMachine } from './server-machine.ts'
import { type ComputeStore, findMapping } from './store.ts'
import { PASSING, requireShelvedSupport } from './volume-attach.ts'
import type { VolumeGateway } from './volume-gateway.ts'
import type { KeptVolumes } from './volumes/kept-volumes.ts'
import { type Held, lettingGo } from './volumes/letting-go.ts'

const DETACHABLE: readonly VmState[] = [
  'active',
  'paused',
  'stopped',
  'resized',
  'soft-delete',
  'shelved',
  'shelved_offloaded',
]

const LAX: Partial<Record<VmState, CloudFault>> = {
  suspended: 'detach-from-suspended-server',
  rescued: 'detach-from-rescued-server',
  error: 'detach-from-errored-server',
}

/** DELETE os-volume_attachments/{volume_id}, once its server and policy have been checked. */
export class VolumeDetach {
  constructor(
    private readonly store: ComputeStore,
    private readonly machine: ServerMachine,
    private readonly volumes: VolumeGateway,
    private readonly kept: KeptVolumes,
    private readonly transitions: Transitions,
    private readonly misconduct: Misconduct,
  ) {}

  run(server: Server, volumeId: string, call: Call): Answer {
    requireShelvedSupport(call, server, 'detach_volume', () =>
      this.misconduct.is('detach-from-shelved-server-too-early'),
    )
    const volume = this.volumes.find(call.caller, volumeId)
    const mapping = findMapping(server, volume.id)
    if (!mapping) throw notFound(`Instance ${server.id} is not attached to volume ${volumeId}`)
    if (mapping.root && !this.misconduct.is('detach-root-volume'))
      throw badRequest('Cannot detach a root device volume')
    this.machine.requireUnlocked(call.caller, server, 'detach-from-locked-server')
    this.machine.requireState(server, 'detach_volume', DETACHABLE, LAX)
    if (server.vmState === 'shelved_offloaded') {
      const done = recordAction(server, call, 'detach_volume', 'api_detach_volume')
      if (volume.status !== 'in-use' && this.misconduct.is('detach-refuses-reserved-volume')) {
        throw badRequest(`Invalid volume: volume ${volume.id} is not in use.`)
      }
      this.kept.letGo(server, mapping)
      // There is no host to wait for: it is detached before the answer.
      this.#free(server, mapping)()
      // As a deleted server does: upstream takes the same way for both.
      if (mapping.deleteOnTermination) this.volumes.deleteVolume(volume.id)
      done('Success')
      return empty(202)
    }
    if (this.store.host.forcedDown) throw conflict('Service is unavailable at this time.')
    const shared = this.store.usersOf(volume.id).length > 1
    if (shared && this.misconduct.is('detach-refuses-shared-volume')) {
      throw badRequest(`Volume ${volume.id} is attached to other servers.`)
    }
    // A shared volume may be in use elsewhere, and not yet be reserved for this server.
    if (mapping.attachmentId === null) {
      throw badRequest(`Invalid volume: volume ${volume.id} is being attached to this server.`)
    }
    this.volumes.beginDetaching(volume)
    const done = recordAction(server, call, 'detach_volume', 'compute_detach_volume')
    if (this.misconduct.is('detach-not-recorded')) server.actions.shift()
    if (this.misconduct.is('detach-stays-detaching')) return empty(202)
    this.kept.letGo(server, mapping)
    this.transitions.run(...this.#detour(mapping), () => {
      const gone = this.#letGo({ server, mapping })
      if (this.misconduct.is('detach-lets-all-go')) {
        gone.push(...server.mappings.flatMap((one) => (one.root ? [] : this.#free(server, one))))
      }
      // Compute frees the volume before it forgets the attachment.
      this.transitions.soon(
        () => {
          for (const forget of gone) forget()
        },
        () => done('Success'),
      )
    })
    return empty(202)
  }

  /** Frees the volume, and returns what makes Compute forget it. */
  #letGo(asked: Held): (() => void)[] {
    const { volumeId } = asked.mapping
    const inOrder = this.volumes.serversOf(volumeId ?? '')
    const gone = lettingGo(this.store, this.misconduct, asked, inOrder)
    const forgetting = gone.map(({ server, mapping }) => this.#free(server, mapping))
    if (!gone.includes(asked)) this.volumes.misstate(volumeId, 'in-use')
    const left = this.volumes.isAttached(volumeId ?? '')
    if (left && this.misconduct.is('detach-frees-shared-volume')) {
      this.volumes.misstate(volumeId, 'available')
    }
    return forgetting
  }

  #free(server: Server, mapping: Mapping): () => void {
    const at = server.mappings.indexOf(mapping)
    // It may be gone because the server was deleted meanwhile.
    if (at === -1 || !this.store.has(server)) return () => {}
    if (!this.misconduct.is('detach-leaves-attachment')) this.volumes.release(mapping.attachmentId)
    const { volumeId } = mapping
    if (this.misconduct.is('detach-leaves-reserved')) this.volumes.misstate(volumeId, 'reserved')
    const deletes =
      this.misconduct.is('detach-deletes-volume') ||
      (mapping.deleteOnTermination && this.misconduct.is('detach-deletes-flagged-volume'))
    if (deletes) this.volumes.deleteVolume(volumeId ?? '')
    return () => {
      const place = server.mappings.indexOf(mapping)
      if (place === -1 || this.misconduct.is('detach-leaves-mapping')) return
      server.mappings.splice(place, 1)
    }
  }

  /** For how many steps the volume is shown in a wrong state. */
  #detour({ volumeId }: Mapping): ReadonlyArray<() => void> {
    if (!this.misconduct.is('detach-passes-through-error')) return []
    const wait = Array.from({ length: PASSING }, () => () => {})
    return [() => this.volumes.misstate(volumeId, 'error'), ...wait]
  }
}
