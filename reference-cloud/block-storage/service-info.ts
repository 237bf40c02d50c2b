import { notFound } from '../faults.ts'
import { type Answer, json } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import type { Policies } from '../policies.ts'
import type { Call, Operation } from './call.ts'
import type { ProjectQuotas } from './quotas.ts'
import { RESOURCE_FILTERS } from './resource-filters.ts'
import type { BlockStorageStore } from './store.ts'
import { defaultType } from './volume-types.ts'
import { typeView } from './volume-views.ts'

const UNLIMITED = -1

/** Information about the service itself: types, limits, quotas, filters. */
export class BlockStorageInfo {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    this.#route('/types', (call) => this.#types(call)),
    this.#route('/types/:id', (call) => this.#type(call)),
    this.#route('/types/:id/encryption', (call) => this.#encryption(call)),
    this.#route('/limits', (call) => this.#limits(call)),
    this.#route('/resource_filters', (call) => this.#filters(call), '3.33'),
    this.#route('/os-availability-zone', () =>
      json(200, {
        availabilityZoneInfo: this.store.deployment.zones.map((zoneName) => ({
          zoneName,
          zoneState: { available: true },
        })),
      }),
    ),
    this.#route('/extensions', () => json(200, { extensions: [] })),
    this.#route('/backups', () => json(200, { backups: [] })),
    this.#route('/backups/detail', () => json(200, { backups: [] })),
  ]

  constructor(
    private readonly store: BlockStorageStore,
    private readonly policies: Policies,
    private readonly quotas: ProjectQuotas,
  ) {}

  #route(pattern: string, handle: Operation['handle'], since = '3.0'): Route<Operation> {
    return { method: 'GET', pattern, handler: { since, handle } }
  }

  #types(call: Call): Answer {
    this.policies.require(call.caller, 'volume_extension:type_get_all', 'reader')
    const access = { 'os-volume-type-access:is_public': true }
    return json(200, {
      volume_types: this.store.types.map((type) => ({ ...typeView(type), ...access })),
    })
  }

  #type(call: Call): Answer {
    this.policies.require(call.caller, 'volume_extension:type_get', 'reader')
    const wanted = call.parameters.id
    if (wanted === 'default')
      return json(200, { volume_type: typeView(defaultType(this.store.types)) })
    const type = this.store.types.find(({ id }) => id === wanted)
    if (!type) throw notFound(`Volume type ${wanted} could not be found.`)
    return json(200, { volume_type: typeView(type) })
  }

  /** How volumes of a type are encrypted; nothing where they are not. */
  #encryption(call: Call): Answer {
    this.policies.require(call.caller, 'volume_extension:volume_type_encryption:get', 'admin')
    const type = this.store.types.find(({ id }) => id === call.parameters.id)
    if (!type) throw notFound(`Volume type ${call.parameters.id} could not be found.`)
    const specs = { provider: 'luks', control_location: 'front-end', cipher: null, key_size: 256 }
    return json(200, type.encrypted ? { volume_type_id: type.id, ...specs } : {})
  }

  #limits(call: Call): Answer {
    const { projectId } = call.caller
    const used = this.quotas.usageOf(projectId)
    const most = this.quotas.of(projectId)
    const absolute = {
      maxTotalVolumes: most.volumes,
      maxTotalSnapshots: most.snapshots,
      maxTotalVolumeGigabytes: most.gigabytes,
      maxTotalBackups: UNLIMITED,
      maxTotalBackupGigabytes: UNLIMITED,
      ...(this.policies.allows(call.caller, 'reader') && {
        totalVolumesUsed: used.volumes,
        totalGigabytesUsed: used.gigabytes,
        totalSnapshotsUsed: used.snapshots,
        totalBackupsUsed: 0,
        totalBackupGigabytesUsed: 0,
      }),
    }
    return json(200, { limits: { rate: [], absolute } })
  }

  #filters(call: Call): Answer {
    const resource = call.incoming.query.pairs.find(([key]) => key === 'resource')?.[1]
    const filters = RESOURCE_FILTERS.filter(
      (one) => resource === undefined || one.resource === resource,
    )
    return json(200, { resource_filters: filters })
  }
}
