import type { Volume } from '../block-storage/volume.ts'
import type { CloudFault, Misconduct } from '../cloud-faults.ts'
import { badRequest, conflict, Fault } from '../faults.ts'
import { type Answer, json, untyped } from '../http/exchange.ts'
import type { Transitions } from '../transitions.ts'
import { type Call, since } from './call.ts'
import { newMapping } from './creation/server-creation.ts'
import { recordAction } from './instance-actions.ts'
import type { Mapping, Server, VmState } from './server.ts'
import type { ServerMachine } from './server-machine.ts'
import { type ComputeStore, findMapping } from './store.ts'
import { attachedView } from './volume-attachment-views.ts'
import type { VolumeGateway } from './volume-gateway.ts'
import { chooseDevice } from './volumes/devices.ts'

type Wanted = Readonly<Record<string, unknown>>

/** For how many steps a wrong state is shown: long enough to be seen. */
export const PASSING = 40

const ATTACHABLE: readonly VmState[] = [
  'active',
  'paused',
  'stopped',
  'resized',
  'soft-delete',
  'shelved',
  'shelved_offloaded',
]

const LAX: Partial<Record<VmState, CloudFault>> = {
  suspended: 'attach-to-suspended-server',
  rescued: 'attach-to-rescued-server',
  error: 'attach-to-errored-server',
}

const text = (value: unknown) => (typeof value === 'string' ? value : null)

/** Shelved servers keep their volumes as they are below 2.20. @throws Fault 409 */
export function requireShelvedSupport(
  call: Call,
  server: Server,
  action: string,
  isForgotten: () => boolean,
): void {
  if (since(call, '2.20') || !['shelved', 'shelved_offloaded'].includes(server.vmState)) return
  if (isForgotten()) return
  throw conflict(
    `Cannot '${action}' instance ${server.id} while it is in vm_state ${server.vmState}`,
  )
}

/** POST os-volume_attachments, once its body, server and policy have been checked. */
export class VolumeAttach {
  constructor(
    private readonly store: ComputeStore,
    private readonly machine: ServerMachine,
    private readonly volumes: VolumeGateway,
    private readonly transitions: Transitions,
    private readonly maxDisks: number,
    private readonly misconduct: Misconduct,
  ) {}

  run(asked: Server, wanted: Wanted, call: Call): Answer {
    requireShelvedSupport(call, asked, 'attach_volume', () =>
      this.misconduct.is('attach-to-shelved-server-too-early'),
    )
    this.machine.requireUnlocked(call.caller, asked, 'attach-to-locked-server')
    this.machine.requireState(asked, 'attach_volume', ATTACHABLE, LAX)
    const volume = this.volumes.find(call.caller, String(wanted.volumeId))
    this.#requireSameZone(asked, volume)
    if (this.#isUsed(asked, volume)) return this.#answer(asked, wanted, '/dev/vdz', call)
    const server = this.#misdirected(asked)
    if (server.vmState === 'shelved_offloaded') {
      this.#attachOffloaded(server, volume, wanted, call)
      return this.#answer(server, wanted, null, call)
    }
    if (since(call, '2.101')) {
      this.#attachLater(server, volume, wanted, call)
      return untyped(202)
    }
    const mapping = this.#map(server, volume, wanted, call)
    mapping.attachmentId = this.#reserved(server, volume, mapping)
    this.#connectLater(server, mapping, call)
    return this.#answer(server, wanted, mapping.device, call)
  }

  #answer(server: Server, wanted: Wanted, device: string | null, call: Call): Answer {
    if (since(call, '2.101')) return untyped(202)
    return json(200, { volumeAttachment: attachedView(wanted, server, device, call) })
  }

  /** @throws Fault 400 */
  #requireSameZone(server: Server, volume: Volume): void {
    if (this.store.deployment.attachesAcrossZones) return
    if (server.zone === volume.availabilityZone) return
    throw badRequest(
      `Invalid volume: the availability_zone of the server is ${server.zone}, that of volume ${volume.id} is ${volume.availabilityZone}`,
    )
  }

  /** Another active server of the project, for the fault that confuses servers. */
  #misdirected(server: Server): Server {
    const other = [...this.store.servers.values()].find(
      (one) =>
        one !== server && one.projectId === server.projectId && one.vmState === server.vmState,
    )
    return other && this.misconduct.is('attach-to-another-server') ? other : server
  }

  /**
   * Whether to accept the request and do nothing because the volume is in use. @throws Fault 400
   * otherwise
   */
  #isUsed(server: Server, volume: Volume): boolean {
    if (server.mappings.some(({ replacedBy }) => replacedBy === volume.id)) {
      throw badRequest(`Invalid volume: volume ${volume.id} is being attached by a swap`)
    }
    if (volume.multiattach) {
      if (!findMapping(server, volume.id)) {
        this.#refuseWrongly(volume)
        return false
      }
      if (this.misconduct.is('attach-multiattach-twice')) return true
      throw badRequest(`Invalid volume: volume ${volume.id} already attached`)
    }
    const users = this.store.usersOf(volume.id).map(({ id }) => id)
    if (users.length === 0) return false
    if (this.volumes.isRacedFor(volume)) return false
    if (volume.status === 'available' && this.misconduct.is('attach-trusts-block-storage')) {
      return false
    }
    const own = users.includes(server.id)
    const fault = own ? 'attach-attached-volume' : 'attach-volume-of-another-server'
    if (this.misconduct.is(fault)) return true
    throw badRequest(
      `Invalid volume: volume ${volume.id} is already attached to instances: ${users.join(', ')}`,
    )
  }

  /** @throws Fault 400 in a cloud that takes offence at what does not matter */
  #refuseWrongly(volume: Volume): void {
    const users = this.store.mappingsOf(volume.id)
    const reset = users.length > 0 && volume.status === 'available'
    const boots = users.some(({ root }) => root)
    if (
      (reset && this.misconduct.is('attach-refuses-reset-volume')) ||
      (boots && this.misconduct.is('attach-refuses-root-volume'))
    ) {
      throw badRequest(`Invalid volume: volume ${volume.id} is already attached`)
    }
  }

  /** There is no host yet: the volume is in use at once, and gets its device later. */
  #attachOffloaded(server: Server, volume: Volume, wanted: Wanted, call: Call): void {
    if ('tag' in wanted && !this.misconduct.is('attach-tagged-to-offloaded-server')) {
      throw badRequest('Tagged volume attachment is not supported for shelved-offloaded instances.')
    }
    if (volume.multiattach && !this.misconduct.is('attach-multiattach-to-offloaded-server')) {
      throw badRequest(
        'Attaching multiattach volumes is not supported for shelved-offloaded instances.',
      )
    }
    const attachment = this.volumes.reserve(volume, server)
    const invented = this.misconduct.is('attach-invents-device') ? '/dev/vdz' : null
    const mapping = this.#mappingOf(volume, wanted, invented)
    mapping.attachmentId = attachment.id
    server.mappings.push(mapping)
    if (!this.misconduct.is('attach-to-offloaded-leaves-available')) this.volumes.complete(mapping)
    else this.volumes.misstate(volume.id, 'available')
    recordAction(server, call, 'attach_volume', 'api_attach_volume')('Success')
  }

  /** @throws Fault 400, 403, 409 */
  #map(server: Server, volume: Volume, wanted: Wanted, call: Call): Mapping {
    if (this.maxDisks >= 0 && server.mappings.length >= this.maxDisks) {
      throw new Fault(
        403,
        `The maximum allowed number of disk devices (${this.maxDisks}) to attach to a single instance has been exceeded.`,
      )
    }
    const device = this.#racedDevice(server) ?? this.#deviceOf(server, volume, text(wanted.device))
    const early = volume.multiattach && !since(call, '2.60')
    if (early && !this.misconduct.is('attach-multiattach-too-early')) {
      throw badRequest(
        'Multiattach volumes are only supported starting with compute API version 2.60.',
      )
    }
    const mapping = this.#mappingOf(volume, wanted, device)
    server.mappings.push(mapping)
    return mapping
  }

  /** The device of a volume that is still being attached, where the cloud gives one out twice. */
  #racedDevice(server: Server): string | null | undefined {
    const last = server.mappings.at(-1)
    if (last === undefined || this.volumes.isDone(last)) return undefined
    return this.misconduct.is('attach-at-once-on-one-device') ? last.device : undefined
  }

  /** @throws Fault 409 */
  #deviceOf(server: Server, volume: Volume, wanted: string | null): string {
    try {
      return chooseDevice(server, wanted)
    } catch (error) {
      if (this.misconduct.is('attach-reserves-what-it-refuses'))
        this.volumes.reserve(volume, server)
      throw error
    }
  }

  #reserved(server: Server, volume: Volume, mapping: Mapping): string {
    try {
      return this.volumes.reserve(volume, server).id
    } catch (error) {
      this.#forget(server, mapping)
      throw error
    }
  }

  /**
   * From 2.101 a failure is not reported: the attachment does not appear, or only until Block Storage
   * has refused to reserve the volume.
   */
  #attachLater(server: Server, volume: Volume, wanted: Wanted, call: Call): void {
    let mapping: Mapping | undefined
    this.transitions.run(
      () => {
        if (!this.store.has(server) || findMapping(server, volume.id)) return
        if (!this.volumes.volume(volume.id)) return
        mapping = quietly(() => this.#map(server, volume, wanted, call))
      },
      () => {
        const mapped = mapping
        if (!mapped || !this.store.has(server)) return
        const reserved = quietly(() => this.volumes.reserve(volume, server))
        if (reserved === undefined) return this.transitions.soon(() => this.#forget(server, mapped))
        mapped.attachmentId = reserved.id
        this.#connectLater(server, mapped, call)
      },
    )
  }

  #connectLater(server: Server, mapping: Mapping, call: Call): void {
    const done = recordAction(server, call, 'attach_volume', 'compute_attach_volume')
    if (this.misconduct.is('attach-not-recorded')) server.actions.shift()
    const fail = () => {
      this.volumes.release(mapping.attachmentId)
      this.transitions.soon(
        () => this.#forget(server, mapping),
        () => done('Error'),
      )
    }
    let connected = false
    this.transitions.run(
      () => {
        connected = this.volumes.connect(mapping, server.host ?? this.store.host.name)
        if (!connected) fail()
      },
      () => {
        if (!connected || this.misconduct.is('attach-stays-attaching')) return
        const [attached, ...rest] = this.volumes.completing(mapping)
        if (!attached) return fail()
        attached()
        this.transitions.soon(
          ...rest,
          () => this.#botch(server, mapping),
          () => done('Success'),
        )
      },
    )
  }

  /** Faults at the end of an attach. */
  #botch(server: Server, mapping: Mapping): void {
    if (this.misconduct.is('attach-forgets-volume')) this.#forget(server, mapping)
    const volume = this.volumes.volume(mapping.volumeId ?? '')
    if (volume && this.misconduct.is('attach-twice')) {
      this.volumes.reserve(volume, server)
      this.volumes.complete(mapping)
    }
    if (this.misconduct.is('attach-passes-through-error')) {
      this.volumes.misstate(mapping.volumeId, 'error')
      const pause = Array.from({ length: PASSING }, () => () => {})
      this.transitions.run(...pause, () => this.volumes.misstate(mapping.volumeId, 'in-use'))
    }
  }

  #mappingOf(volume: Volume, wanted: Wanted, device: string | null): Mapping {
    const tagged = 'tag' in wanted && this.misconduct.is('attach-ignores-tag')
    const mapping = mappingOf(volume, tagged ? { ...wanted, tag: null } : wanted, device)
    const flagged = mapping.deleteOnTermination
    if (flagged && this.misconduct.is('attach-ignores-flag')) mapping.deleteOnTermination = false
    if (!flagged && this.misconduct.is('attach-sets-flag')) mapping.deleteOnTermination = true
    for (const other of this.store.mappingsOf(volume.id)) {
      if (other.deleteOnTermination === flagged) continue
      if (this.misconduct.is('attach-flags-all-servers')) other.deleteOnTermination = flagged
    }
    return mapping
  }

  #forget(server: Server, mapping: Mapping): void {
    const at = server.mappings.indexOf(mapping)
    if (at !== -1) server.mappings.splice(at, 1)
  }
}

function mappingOf(volume: Volume, wanted: Wanted, device: string | null): Mapping {
  const flag = wanted.delete_on_termination
  return newMapping({
    volumeId: volume.id,
    device,
    tag: text(wanted.tag),
    // Upstream stores any text as true here, "false" included.
    deleteOnTermination: typeof flag === 'string' || flag === true,
  })
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof Fault) return undefined
    throw error
  }
}
