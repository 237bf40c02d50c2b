import type { Volume } from '../block-storage/volume.ts'
import { readBoolean } from '../checks.ts'
import type { CloudFault, Misconduct } from '../cloud-faults.ts'
import { badRequest, conflict, Fault, internal, notFound } from '../faults.ts'
import { type Answer, empty } from '../http/exchange.ts'
import type { Release } from '../releases.ts'
import type { Transitions } from '../transitions.ts'
import { type Call, since } from './call.ts'
import { recordAction } from './instance-actions.ts'
import type { Mapping, Server, VmState } from './server.ts'
import type { ServerMachine } from './server-machine.ts'
import { type ComputeStore, findMapping } from './store.ts'
import type { VolumeGateway } from './volume-gateway.ts'

type Wanted = Readonly<Record<string, unknown>>

const SWAPPABLE: readonly VmState[] = ['active', 'paused', 'resized']

const LAX: Partial<Record<VmState, CloudFault>> = {
  suspended: 'swap-on-suspended-server',
  stopped: 'swap-on-stopped-server',
  rescued: 'swap-on-rescued-server',
  error: 'swap-on-errored-server',
  shelved: 'swap-on-shelved-server',
  shelved_offloaded: 'swap-on-shelved-server',
}

/**
 * Whether the request names another volume: always below 2.85, else when the ids differ as text.
 */
export function isSwap(call: Call, wanted: Wanted, volumeId: string): boolean {
  return !since(call, '2.85') || wanted.volumeId !== volumeId
}

/** PUT os-volume_attachments/{volume_id}, once its body, server and policy have been checked. */
export class VolumeUpdate {
  constructor(
    private readonly store: ComputeStore,
    private readonly machine: ServerMachine,
    private readonly volumes: VolumeGateway,
    private readonly transitions: Transitions,
    private readonly release: Release,
    private readonly misconduct: Misconduct,
  ) {}

  run(server: Server, volumeId: string, wanted: Wanted, call: Call): Answer {
    if (since(call, '2.85')) this.#save(server, volumeId, wanted)
    if (isSwap(call, wanted, volumeId)) this.#swap(server, volumeId, String(wanted.volumeId), call)
    return empty(202)
  }

  /** Other changes are saved before the swap is checked, and stay saved if it fails. */
  #save(server: Server, volumeId: string, wanted: Wanted): void {
    const mapping = findMapping(server, volumeId)
    if (!mapping) throw notFound(`No volume Block Device Mapping with id ${volumeId}.`)
    const fixed: ReadonlyArray<readonly [string, unknown, CloudFault]> = [
      ['id', volumeId, 'update-id-mutable'],
      ['serverId', server.id, 'update-server-id-mutable'],
      ['device', mapping.device, 'update-device-mutable'],
      ['tag', mapping.tag, 'update-tag-mutable'],
    ]
    for (const [key, value, fault] of fixed) {
      if (key in wanted && wanted[key] !== value) {
        if (this.misconduct.is(fault)) continue
        if (this.misconduct.is('update-saves-what-it-refuses')) this.#saveFlag(mapping, wanted)
        throw badRequest(`The ${key} property is not mutable`)
      }
    }
    this.#saveFlag(mapping, wanted)
  }

  #saveFlag(mapping: Mapping, wanted: Wanted): void {
    if (!('delete_on_termination' in wanted)) return
    const flag = readBoolean(wanted.delete_on_termination)
    const before = mapping.deleteOnTermination
    if (flag !== before && this.misconduct.is('update-ignores-flag')) return
    mapping.deleteOnTermination =
      flag === before && this.misconduct.is('update-turns-flag') ? !flag : flag
    for (const other of this.store.mappingsOf(mapping.volumeId ?? '')) {
      if (other === mapping || other.deleteOnTermination === flag) continue
      if (this.misconduct.is('update-flags-all-servers')) other.deleteOnTermination = flag
    }
  }

  #swap(server: Server, oldId: string, newId: string, call: Call): void {
    const before = this.volumes.find(call.caller, oldId)
    if (this.release.directSwap === 'refused' && before.migrationStatus === null) {
      throw conflict(
        `The volume ${oldId} is not migrating: swapping volumes by hand is not supported.`,
      )
    }
    const after = this.volumes.exists(call.caller, newId)
    if (!after) throw badRequest(`Volume ${newId} could not be found.`)
    this.machine.requireUnlocked(call.caller, server)
    this.machine.requireState(server, 'swap_volume', SWAPPABLE, LAX)
    const mapping = this.#requireSwappable(server, before, after)
    // A swap that should have been refused cannot be executed either.
    if (after.attachStatus === 'attached') return
    if (before.status === 'detaching' && this.misconduct.is('swap-of-detaching-volume')) return
    if (this.misconduct.is('swap-without-effect')) return
    this.#exchange(server, mapping, before, after, call)
  }

  /** @throws Fault 400 */
  #requireSwappable(server: Server, before: Volume, after: Volume): Mapping {
    if (before.attachStatus === 'detached') {
      throw badRequest('Invalid volume: Old volume must be attached in order to swap.')
    }
    const mapping = findMapping(server, before.id)
    if (!mapping)
      throw badRequest('Invalid volume: Old volume is attached to a different instance.')
    if (after.attachStatus === 'attached' && !this.misconduct.is('swap-to-attached-volume')) {
      throw badRequest('Invalid volume: New volume must be detached in order to swap.')
    }
    if (after.size < before.size && !this.misconduct.is('swap-to-smaller-volume')) {
      throw badRequest('Invalid volume: New volume must be the same size or larger.')
    }
    const shared = before.multiattach && this.volumes.writers(before.id) > 1
    if (shared && !this.misconduct.is('swap-of-shared-volume')) {
      throw badRequest(
        'Swapping multi-attach volumes with more than one read/write attachment is not supported.',
      )
    }
    const users = this.store.usersOf(after.id)
    const isTaken = after.multiattach ? users.includes(server) : users.length > 0
    if (isTaken && after.attachStatus !== 'attached') {
      throw badRequest(`Invalid volume: volume ${after.id} is being attached already.`)
    }
    return mapping
  }

  #exchange(server: Server, mapping: Mapping, before: Volume, after: Volume, call: Call): void {
    this.volumes.beginDetaching(before)
    const attachment = this.#reserve(after, server)
    const done = recordAction(server, call, 'swap_volume', 'compute_swap_volume')
    const old = mapping.attachmentId
    mapping.replacedBy = after.id
    this.transitions.run(() => {
      if (!this.store.has(server)) {
        this.volumes.release(attachment.id)
        return
      }
      const swapped = { ...mapping, volumeId: after.id, attachmentId: attachment.id }
      this.volumes.connect(swapped, server.host ?? this.store.host.name)
      this.volumes.complete(swapped)
      // Block Storage shows the swap before Compute does.
      this.transitions.soon(
        () => {
          this.volumes.release(old)
          before.migrationStatus &&= 'success'
        },
        () => {
          delete mapping.replacedBy
          mapping.volumeId = after.id
          mapping.attachmentId = attachment.id
        },
        () => done('Success'),
      )
    })
  }

  /** A new volume that cannot be reserved is not expected here: the old one stays detaching. */
  #reserve(volume: Volume, server: Server) {
    try {
      return this.volumes.reserve(volume, server)
    } catch (error) {
      throw error instanceof Fault ? internal() : error
    }
  }
}
