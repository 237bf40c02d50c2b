import { isObject, textMap, textOrNull } from '../checks.ts'
import { badRequest, notFound } from '../faults.ts'
import { type Answer, json, untyped } from '../http/exchange.ts'
import { firstOf } from '../http/query.ts'
import type { Route } from '../http/routes.ts'
import { isAdmin } from '../identity/caller.ts'
import type { Images } from '../image/images.ts'
import type { Policies } from '../policies.ts'
import { type Call, type Operation, since } from './call.ts'
import type { ProjectQuotas } from './quotas.ts'
import { VOLUME_FILTERS } from './resource-filters.ts'
import type { BlockStorageStore } from './store.ts'
import type { Volume, VolumeType } from './volume.ts'
import type { VolumeMachine } from './volume-machine.ts'
import { defaultType } from './volume-types.ts'
import { volumeCreated, volumeDetail, volumeSummary, volumeUpdated } from './volume-views.ts'

const PAGING = [
  'limit',
  'marker',
  'offset',
  'sort',
  'sort_key',
  'sort_dir',
  'all_tenants',
  'with_count',
]
const MAX_LIMIT = 1000

/** The wrapper's content, or 400. */
function wrapped(body: unknown): Record<string, unknown> {
  const volume = isObject(body) ? body.volume : undefined
  if (!isObject(volume)) throw badRequest("'volume' is a required property")
  return volume
}

export class VolumesApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    this.#route('GET', '/volumes', (call) => this.#list(call, 'summary')),
    this.#route('GET', '/volumes/detail', (call) => this.#list(call, 'detail')),
    this.#route('POST', '/volumes', (call) => this.#create(call)),
    this.#route('GET', '/volumes/:id', (call) => this.#show(call)),
    this.#route('PUT', '/volumes/:id', (call) => this.#update(call)),
    this.#route('DELETE', '/volumes/:id', (call) => this.#delete(call)),
  ]

  constructor(
    private readonly url: string,
    private readonly store: BlockStorageStore,
    private readonly machine: VolumeMachine,
    private readonly policies: Policies,
    private readonly images: Images,
    private readonly quotas: ProjectQuotas,
  ) {}

  #route(method: string, pattern: string, handle: Operation['handle']): Route<Operation> {
    return { method, pattern, handler: { handle } }
  }

  #context(volume: Volume) {
    return { url: this.url, attachments: this.store.attachmentsOf(volume.id) }
  }

  #list(call: Call, form: 'summary' | 'detail'): Answer {
    this.policies.require(call.caller, 'volume:get_all', 'reader')
    const found = this.#found(call)
    const limit = Math.min(Number(firstOf(call.incoming.query, 'limit') ?? MAX_LIMIT), MAX_LIMIT)
    const page = found.slice(0, limit)
    const last = page.at(-1)
    const path = `${call.urlProject}/volumes${form === 'detail' ? '/detail' : ''}`
    const next = `${this.url}/v3${path}?limit=${limit}&marker=${last?.id}`
    const volumes = page.map((volume) =>
      form === 'detail'
        ? volumeDetail(volume, call, this.#context(volume))
        : volumeSummary(volume, call, this.url),
    )
    const more = last !== undefined && page.length === limit
    return json(200, { volumes, ...(more && { volumes_links: [{ rel: 'next', href: next }] }) })
  }

  #found(call: Call): Volume[] {
    const { query } = call.incoming
    const keys = query.pairs.map(([key]) => key).filter((key) => !PAGING.includes(key))
    const admin = isAdmin(call.caller)
    const unknown = keys.filter((key) => !VOLUME_FILTERS.includes(key))
    if (unknown.length > 0 && !admin && since(call, '3.31')) {
      throw badRequest(`Invalid filters ${unknown.join(', ')} are found in query options.`)
    }
    const limit = firstOf(query, 'limit')
    if (limit !== undefined && !/^\d+$/.test(limit))
      throw badRequest('limit param must be an integer')
    const everyProject =
      admin && ['1', 'true'].includes((firstOf(query, 'all_tenants') ?? '').toLowerCase())
    const matching = [...this.store.volumes.values()]
      .filter((volume) => everyProject || volume.projectId === call.caller.projectId)
      .filter((volume) => this.#passes(volume, query.pairs))
      .reverse()
    const marker = firstOf(query, 'marker')
    if (marker === undefined) return matching
    const at = matching.findIndex(({ id }) => id === marker)
    if (at === -1) throw notFound(`Volume ${marker} could not be found.`)
    return matching.slice(at + 1)
  }

  #passes(volume: Volume, pairs: ReadonlyArray<readonly [string, string]>): boolean {
    const columns: Record<string, string | null> = {
      name: volume.name,
      status: volume.status,
      size: String(volume.size),
      bootable: String(volume.bootable),
      availability_zone: volume.availabilityZone,
      migration_status: volume.migrationStatus,
    }
    return pairs.every(([key, value]) => !(key in columns) || columns[key] === value)
  }

  #type(wanted: unknown): VolumeType {
    if (wanted === undefined || wanted === null) return defaultType(this.store.types)
    const found = this.store.types.find(({ id, name }) => id === wanted || name === wanted)
    if (!found) throw notFound(`Volume type with name ${wanted} could not be found.`)
    return found
  }

  #zone(wanted: unknown): string {
    const { zones } = this.store.deployment
    if (wanted === undefined || wanted === null) return zones[0] ?? ''
    if (zones.some((zone) => zone === wanted)) return String(wanted)
    throw badRequest(`Availability zone '${wanted}' is invalid.`)
  }

  #create(call: Call): Answer {
    const wanted = wrapped(call.body)
    this.policies.require(call.caller, 'volume:create', 'member')
    const size = Number(wanted.size)
    if (wanted.size === undefined || !Number.isInteger(size) || size < 1) {
      throw badRequest(
        'The server could not comply with the request since it is either malformed or otherwise incorrect.',
      )
    }
    if (wanted.multiattach === true) {
      throw badRequest('multiattach is no longer accepted on volume creation: use a volume type')
    }
    const imageId = wanted.imageRef ?? wanted.image_id
    const image =
      typeof imageId === 'string' && imageId !== '' ? this.images.find(imageId) : undefined
    if (imageId && !image)
      throw badRequest('Invalid image identifier or unable to access requested image.')
    const type = this.#type(wanted.volume_type)
    const zone = this.#zone(wanted.availability_zone)
    this.store.requireSize(size)
    this.quotas.requireSpace(call.caller.projectId, { size })
    const volume = this.machine.create({
      projectId: call.caller.projectId,
      userId: call.caller.userId,
      size,
      type,
      zone,
      name: textOrNull(wanted.name ?? wanted.display_name),
      description: textOrNull(wanted.description ?? wanted.display_description),
      metadata: textMap(wanted.metadata),
      image,
    })
    return json(202, { volume: volumeCreated(volume, call, this.#context(volume)) })
  }

  #visible(call: Call): Volume {
    return this.store.visibleVolume(call.caller, call.parameters.id ?? '')
  }

  #show(call: Call): Answer {
    const volume = this.#visible(call)
    return json(200, { volume: volumeDetail(volume, call, this.#context(volume)) })
  }

  #update(call: Call): Answer {
    const wanted = wrapped(call.body)
    const volume = this.#visible(call)
    this.policies.require(call.caller, 'volume:update', 'member', volume.projectId)
    if ('name' in wanted) volume.name = textOrNull(wanted.name)
    if ('description' in wanted) volume.description = textOrNull(wanted.description)
    if ('metadata' in wanted) volume.metadata = textMap(wanted.metadata)
    volume.updatedAt = new Date()
    return json(200, { volume: volumeUpdated(volume, call, this.#context(volume)) })
  }

  #delete(call: Call): Answer {
    const volume = this.#visible(call)
    this.policies.require(call.caller, 'volume:delete', 'member', volume.projectId)
    this.machine.delete(volume)
    return untyped(202)
  }
}
