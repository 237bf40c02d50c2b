import { randomUUID } from 'node:crypto'
import { isObject } from '../checks.ts'
import { badRequest, notFound } from '../faults.ts'
import { type Answer, json } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import type { Policies } from '../policies.ts'
import { stored } from '../timestamps.ts'
import { type Call, type Operation, since } from './call.ts'
import type { ComputeStore } from './store.ts'

const UNLIMITED = -1

/** What a client asks about the service itself, and the one host that an administrator can declare down. */
export class ComputeInfo {
  readonly #serviceId = randomUUID()
  readonly #updatedAt = new Date()

  readonly routes: ReadonlyArray<Route<Operation>> = [
    { method: 'GET', pattern: '/limits', handler: { handle: (call) => this.#limits(call) } },
    {
      method: 'GET',
      pattern: '/os-quota-sets/:id',
      handler: { handle: (call) => this.#quotas(call) },
    },
    { method: 'GET', pattern: '/os-services', handler: { handle: (call) => this.#services(call) } },
    {
      method: 'PUT',
      pattern: '/os-services/:id',
      handler: { since: '2.53', handle: (call) => this.#updateService(call) },
    },
    {
      method: 'GET',
      pattern: '/os-availability-zone',
      handler: {
        handle: () =>
          json(200, {
            availabilityZoneInfo: this.store.deployment.zones.map((zoneName) => ({
              zoneName,
              zoneState: { available: true },
              hosts: null,
            })),
          }),
      },
    },
    {
      method: 'GET',
      pattern: '/os-keypairs',
      handler: { handle: () => json(200, { keypairs: [] }) },
    },
    {
      method: 'GET',
      pattern: '/extensions',
      handler: { handle: () => json(200, { extensions: [] }) },
    },
  ]

  constructor(
    private readonly store: ComputeStore,
    private readonly policies: Policies,
    private readonly maxServers: number,
  ) {}

  #limits(call: Call): Answer {
    const own = [...this.store.servers.values()].filter(
      ({ projectId }) => projectId === call.caller.projectId,
    )
    const absolute = {
      maxTotalInstances: this.maxServers,
      maxTotalCores: UNLIMITED,
      maxTotalRAMSize: UNLIMITED,
      maxServerMeta: UNLIMITED,
      maxTotalKeypairs: UNLIMITED,
      maxServerGroups: UNLIMITED,
      maxServerGroupMembers: UNLIMITED,
      totalRAMUsed: own.reduce((sum, { flavor }) => sum + flavor.ram, 0),
      totalCoresUsed: own.reduce((sum, { flavor }) => sum + flavor.vcpus, 0),
      totalInstancesUsed: own.length,
      totalServerGroupsUsed: 0,
    }
    return json(200, { limits: { rate: [], absolute } })
  }

  #quotas(call: Call): Answer {
    const id = call.parameters.id ?? ''
    this.policies.require(call.caller, 'os_compute_api:os-quota-sets:show', 'reader', id)
    const unlimited = {
      cores: UNLIMITED,
      ram: UNLIMITED,
      metadata_items: UNLIMITED,
      key_pairs: UNLIMITED,
    }
    return json(200, { quota_set: { id, instances: this.maxServers, ...unlimited } })
  }

  #service(call: Call) {
    const { name, forcedDown, disabled } = this.store.host
    return {
      binary: 'nova-compute',
      host: name,
      id: since(call, '2.53') ? this.#serviceId : 1,
      zone: this.store.deployment.zones[0],
      status: disabled ? 'disabled' : 'enabled',
      state: forcedDown ? 'down' : 'up',
      updated_at: stored(this.#updatedAt),
      disabled_reason: null,
      ...(since(call, '2.11') && { forced_down: forcedDown }),
    }
  }

  #services(call: Call): Answer {
    this.policies.require(call.caller, 'os_compute_api:os-services:list', 'admin')
    return json(200, { services: [this.#service(call)] })
  }

  #updateService(call: Call): Answer {
    this.policies.require(call.caller, 'os_compute_api:os-services:update', 'admin')
    const { body, parameters } = call
    if (parameters.id !== this.#serviceId) {
      throw notFound(`Compute service ${parameters.id} could not be found.`)
    }
    const wanted = isObject(body) ? body : {}
    if (typeof wanted.forced_down !== 'boolean' && typeof wanted.status !== 'string') {
      throw badRequest('No updates were requested. Fields status and forced_down are allowed.')
    }
    if (typeof wanted.forced_down === 'boolean') this.store.host.forcedDown = wanted.forced_down
    if (typeof wanted.status === 'string') this.store.host.disabled = wanted.status === 'disabled'
    return json(200, { service: this.#service(call) })
  }
}
