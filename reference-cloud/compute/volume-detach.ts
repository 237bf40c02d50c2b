import { badRequest, conflict, notFound } from '../faults.ts'
import { type Answer, empty } from '../http/exchange.ts'
import type { Transitions } from '../transitions.ts'
import type { Call } from './call.ts'
import { recordAction } from './instance-actions.ts'
import type { Mapping, Server, VmState } from './server.ts'
import type { ServerMachine } from './server-machine.ts'
import { type ComputeStore, findMapping } from './store.ts'
import { requireShelvedSupport } from './volume-attach.ts'
import type { VolumeGateway } from './volume-gateway.ts'

const DETACHABLE: readonly VmState[] = [
  'active',
  'paused',
  'stopped',
  'resized',
  'soft-delete',
  'shelved',
  'shelved_offloaded',
]

/** DELETE os-volume_attachments/{volume_id}, once its server and policy have been checked. */
export class VolumeDetach {
  constructor(
    private readonly store: ComputeStore,
    private readonly machine: ServerMachine,
    private readonly volumes: VolumeGateway,
    private readonly transitions: Transitions,
  ) {}

  run(server: Server, volumeId: string, call: Call): Answer {
    requireShelvedSupport(call, server, 'detach_volume')
    const volume = this.volumes.find(call.caller, volumeId)
    const mapping = findMapping(server, volume.id)
    if (!mapping) throw notFound(`Instance ${server.id} is not attached to volume ${volumeId}`)
    if (mapping.root) throw badRequest('Cannot detach a root device volume')
    this.machine.requireUnlocked(call.caller, server)
    this.machine.requireState(server, 'detach_volume', DETACHABLE)
    if (server.vmState === 'shelved_offloaded') {
      const done = recordAction(server, call, 'detach_volume', 'api_detach_volume')
      this.#let(server, mapping)
      done('Success')
      return empty(202)
    }
    if (this.store.host.forcedDown) throw conflict('Service is unavailable at this time.')
    this.volumes.beginDetaching(volume)
    const done = recordAction(server, call, 'detach_volume', 'compute_detach_volume')
    this.transitions.run(() => {
      this.#let(server, mapping)
      done('Success')
    })
    return empty(202)
  }

  #let(server: Server, mapping: Mapping): void {
    const at = server.mappings.indexOf(mapping)
    // Gone already when the server was deleted meanwhile.
    if (at === -1 || !this.store.has(server)) return
    this.volumes.release(mapping.attachmentId)
    server.mappings.splice(at, 1)
  }
}
