import { isObject } from '../checks.ts'
import { badRequest } from '../faults.ts'
import { type Answer, json } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import type { Policies } from '../policies.ts'
import type { Call, Operation } from './call.ts'
import type { ProjectQuotas, VolumeQuotas } from './quotas.ts'

const KINDS = ['volumes', 'gigabytes', 'snapshots', 'per_volume_gigabytes'] as const
const UNLIMITED = -1

/** The quotas of a project, which its members can read and administrators can set. */
export class QuotaSetsApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    {
      method: 'GET',
      pattern: '/os-quota-sets/:id',
      handler: { handle: (call) => this.#show(call) },
    },
    {
      method: 'GET',
      pattern: '/os-quota-sets/:id/defaults',
      handler: { handle: (call) => this.#defaults(call) },
    },
    {
      method: 'PUT',
      pattern: '/os-quota-sets/:id',
      handler: { handle: (call) => this.#update(call) },
    },
  ]

  constructor(
    private readonly policies: Policies,
    private readonly quotas: ProjectQuotas,
  ) {}

  #show({ caller, parameters }: Call): Answer {
    const id = parameters.id ?? ''
    this.policies.require(caller, 'volume_extension:quotas:show', 'reader', id)
    return json(200, { quota_set: { id, ...this.#set(id) } })
  }

  #defaults({ caller, parameters }: Call): Answer {
    const id = parameters.id ?? ''
    this.policies.require(caller, 'volume_extension:quotas:show', 'reader', id)
    return json(200, { quota_set: { id, ...this.#withOthers(this.quotas.usual) } })
  }

  #update({ caller, parameters, body }: Call): Answer {
    const id = parameters.id ?? ''
    this.policies.require(caller, 'volume_extension:quotas:update', 'admin', id)
    const wanted = isObject(body) ? body.quota_set : undefined
    if (!isObject(wanted)) throw badRequest("'quota_set' is a required property")
    this.quotas.set(id, Object.fromEntries(KINDS.flatMap((kind) => this.#change(id, kind, wanted))))
    return json(200, { quota_set: this.#set(id) })
  }

  /** @throws Fault 400 for a limit below what the project has */
  #change(id: string, kind: keyof VolumeQuotas, wanted: Record<string, unknown>) {
    if (wanted[kind] === undefined) return []
    const most = Number(wanted[kind])
    if (!Number.isInteger(most) || most < UNLIMITED) {
      throw badRequest(`${JSON.stringify(wanted[kind])} is less than the minimum of -1`)
    }
    const used = kind === 'per_volume_gigabytes' ? 0 : this.quotas.usageOf(id)[kind]
    if (most !== UNLIMITED && most < used) {
      throw badRequest(
        `Quota ${kind} limit must be equal or greater than existing resources. Current usage is ${used} and the requested limit is ${most}.`,
      )
    }
    return [[kind, most]]
  }

  #set(id: string) {
    return this.#withOthers(this.quotas.of(id))
  }

  #withOthers(quotas: VolumeQuotas) {
    const others = { backups: UNLIMITED, backup_gigabytes: UNLIMITED, groups: UNLIMITED }
    return { ...quotas, ...others }
  }
}
