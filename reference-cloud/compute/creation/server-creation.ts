import { randomBytes, randomUUID } from 'node:crypto'
import { isObject, readBoolean } from '../../checks.ts'
import type { CloudFault, Misconduct } from '../../cloud-faults.ts'
import { badRequest, Fault } from '../../faults.ts'
import type { Images } from '../../image/images.ts'
import { type Call, since } from '../call.ts'
import { type Flavor, findFlavor } from '../flavors.ts'
import type { Mapping, Server } from '../server.ts'
import type { ComputeStore } from '../store.ts'
import type { VolumeGateway } from '../volume-gateway.ts'
import { chooseDevice } from '../volumes/devices.ts'
import { checkNeeds } from './server-needs.ts'

type Wanted = Record<string, unknown>

const text = (value: unknown) => (typeof value === 'string' ? value : null)

/** Turns the body of POST /servers into a row; its volumes are reserved before it is answered. */
export class ServerCreation {
  constructor(
    private readonly store: ComputeStore,
    private readonly volumes: VolumeGateway,
    private readonly images: Images,
    private readonly maxServers: number,
    private readonly misconduct: Misconduct,
  ) {}

  /** @throws Fault 400 */
  check(call: Call): Wanted {
    const wanted = isObject(call.body) ? call.body.server : undefined
    if (!isObject(wanted)) throw badRequest("'server' is a required property")
    for (const key of ['name', 'flavorRef']) {
      if (text(wanted[key]) === null && typeof wanted[key] !== 'number') {
        throw badRequest(
          `Invalid input for field/attribute server. '${key}' is a required property`,
        )
      }
    }
    const { serversNeed } = this.store.deployment
    checkNetworks(wanted.networks, serversNeed.network, call)
    checkNeeds(call.body, wanted, serversNeed)
    return wanted
  }

  /** @throws Fault 400, 403, 404 */
  create(wanted: Wanted, call: Call): Server {
    const flavor = findFlavor(String(wanted.flavorRef), this.store.deployment)
    if (!flavor) throw badRequest(`Flavor ${wanted.flavorRef} could not be found.`)
    this.#requireQuota(call)
    const imageId = text(wanted.imageRef) || null
    if (imageId !== null && !this.images.find(imageId))
      throw badRequest('Can not find requested image')
    const name = String(wanted.name)
    const devices = devicesOf(wanted)
    const zone = this.#zoneOf(wanted)
    if (!devices.some(isVolumeRoot)) this.#requireLocalDisk(flavor)
    const now = new Date()
    const server: Server = {
      id: randomUUID(),
      projectId: call.caller.projectId,
      userId: call.caller.userId,
      number: this.store.nextNumber(),
      reservationId: `r-${randomBytes(4).toString('hex')}`,
      createdAt: now,
      updatedAt: now,
      imageId: devices.some(isVolumeRoot) ? null : imageId,
      name,
      hostname: text(wanted.hostname) ?? hostnameOf(name),
      mappings: [],
      actions: [],
      keyName: text(wanted.key_name),
      userData: text(wanted.user_data),
      configDrive: readBoolean(wanted.config_drive) ? 'True' : '',
      description: since(call, '2.19') ? text(wanted.description) : null,
      metadata: textMap(wanted.metadata),
      tags: Array.isArray(wanted.tags) ? wanted.tags.map(String) : [],
      flavor,
      previousFlavor: undefined,
      zone,
      fault: null,
      vmState: 'building',
      taskState: 'scheduling',
      returnsTo: 'active',
      powerState: 0,
      host: null,
      lockedBy: null,
      lockedReason: null,
      launchedAt: null,
    }
    this.#map(server, devices, call)
    this.store.servers.set(server.id, server)
    return server
  }

  #requireQuota(call: Call): void {
    const own = [...this.store.servers.values()].filter(
      ({ projectId }) => projectId === call.caller.projectId,
    )
    if (this.maxServers < 0 || own.length < this.maxServers) return
    throw new Fault(
      403,
      `Quota exceeded for instances: Requested 1, but already used ${own.length} of ${this.maxServers} instances`,
    )
  }

  /** @throws Fault 400 */
  #zoneOf({ availability_zone: wanted }: Wanted): string {
    const { zones } = this.store.deployment
    if (wanted === undefined || wanted === null) return zones.at(-1) ?? ''
    if (zones.some((zone) => zone === wanted)) return String(wanted)
    throw badRequest('The requested availability zone is not available')
  }

  /** @throws Fault 400, 403 */
  #requireLocalDisk({ disk }: Flavor): void {
    if (disk === 0) {
      throw new Fault(403, 'A flavor with zero disk is for volume-backed servers only.')
    }
    if (this.store.deployment.withoutLocalDisks) {
      throw badRequest('Block Device Mapping is Invalid: more local devices than the limit allows')
    }
  }

  #map(server: Server, devices: readonly Wanted[], call: Call): void {
    const boots = devices.filter(isRoot)
    if (boots.length === 0) {
      if (server.imageId === null) throw badRequest('Invalid imageRef provided.')
      server.mappings.push(newMapping({ root: true, device: '/dev/sda' }))
    }
    const ordered = [...boots, ...devices.filter((device) => !boots.includes(device))]
    for (const device of ordered) this.#requireVolume(device, call)
    // Upstream does not free what it has reserved when a later volume is refused.
    for (const device of ordered) {
      server.mappings.push(this.#mapOne(server, device, boots.includes(device), call))
    }
  }

  /** @throws Fault 400 */
  #requireVolume(given: Wanted, call: Call): void {
    const id = text(given.uuid) ?? text(given.volume_id) ?? ''
    if (given.source_type !== 'volume' || this.volumes.exists(call.caller, id)) return
    throw badRequest(`Block Device Mapping is Invalid: failed to get volume ${id}.`)
  }

  #mapOne(server: Server, given: Wanted, root: boolean, call: Call): Mapping {
    const source = given.source_type
    const destination = given.destination_type
    const base = {
      root,
      device: root ? '/dev/sda' : chooseDevice(server, text(given.device_name)),
      tag: this.#unless('creation-forgets-tags', text(given.tag), null),
      deleteOnTermination: this.#unless(
        'creation-forgets-flags',
        readBoolean(given.delete_on_termination),
        false,
      ),
    }
    const id = text(given.uuid) ?? text(given.volume_id) ?? ''
    if (source === 'image' && destination === 'volume') {
      if (!this.images.find(id)) throw badRequest(`Image ${id} could not be found.`)
      const size = Number(given.volume_size)
      if (!Number.isInteger(size) || size < 1)
        throw badRequest('Volume size must be an integer above 0.')
      return newMapping({
        ...base,
        fromImage: { imageId: id, size, type: this.#rootType(given, call) },
      })
    }
    if (source === 'volume') return this.#mapVolume(server, id, base, call)
    return newMapping(base)
  }

  /** @throws Fault 400 */
  #rootType(given: Wanted, call: Call): string | null {
    const type = text(given.volume_type)
    if (type === null || !since(call, '2.67')) return null
    if (this.volumes.hasType(type)) return type
    throw badRequest(`Invalid input received: there is no volume type ${type}`)
  }

  /** The value as it was given, or another one in a cloud with this fault. */
  #unless<T>(fault: CloudFault, given: T, otherwise: T): T {
    return given !== otherwise && this.misconduct.is(fault) ? otherwise : given
  }

  #mapVolume(server: Server, id: string, base: Partial<Mapping>, call: Call): Mapping {
    const volume = this.volumes.exists(call.caller, id)
    if (!volume) throw badRequest(`Block Device Mapping is Invalid: failed to get volume ${id}.`)
    if (base.root && !volume.bootable) {
      throw badRequest(`Block Device ${id} is not bootable.`)
    }
    if (volume.multiattach && !since(call, '2.60')) {
      throw badRequest(
        'Multiattach volumes are only supported starting with compute API version 2.60.',
      )
    }
    const attachment = this.volumes.reserve(volume, server)
    return newMapping({ ...base, volumeId: volume.id, attachmentId: attachment.id })
  }
}

function devicesOf({ block_device_mapping_v2: given }: Wanted): Wanted[] {
  return Array.isArray(given) ? given.filter(isObject) : []
}

const isRoot = (device: Wanted) => String(device.boot_index) === '0'

const isVolumeRoot = (device: Wanted) => isRoot(device) && device.destination_type === 'volume'

export function newMapping(given: Partial<Mapping>): Mapping {
  return {
    id: randomUUID(),
    root: false,
    volumeId: null,
    fromImage: undefined,
    attachmentId: null,
    device: null,
    tag: null,
    deleteOnTermination: false,
    ...given,
  }
}

/** There is no network service: a server has none, or is given none automatically, or the one that it needs. */
function checkNetworks(networks: unknown, needed: string | undefined, call: Call): void {
  if (needed !== undefined) {
    const given = Array.isArray(networks) && networks.length === 1 && isObject(networks[0])
    if (given && networks[0].uuid === needed) return
    throw badRequest('A server of this cloud needs a network of its project')
  }
  const words = since(call, '2.37')
  if (networks === undefined && words) {
    throw badRequest("Invalid input for field/attribute server. 'networks' is a required property")
  }
  if (words && (networks === 'none' || networks === 'auto')) return
  if (networks === undefined || (Array.isArray(networks) && networks.length === 0)) return
  if (Array.isArray(networks))
    throw badRequest('The network that was asked for could not be found.')
  throw badRequest(
    `Invalid input for field/attribute networks. Value: ${JSON.stringify(networks)}.`,
  )
}

function hostnameOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  return plain || 'server'
}

function textMap(value: unknown): Record<string, string> {
  if (!isObject(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]))
}
