import { notFound } from '../faults.ts'
import { type Answer, json } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import { isAdmin } from '../identity/caller.ts'
import type { Policies } from '../policies.ts'
import { stored } from '../timestamps.ts'
import { type Call, type Operation, since } from './call.ts'
import type { InstanceAction, InstanceEvent, Server } from './server.ts'
import { hostIdOf } from './server-view.ts'
import type { ComputeStore } from './store.ts'

/** Notes that something began on a server; call what it returns when that has ended. */
export function recordAction(server: Server, call: Call, action: string, event: string) {
  const now = new Date()
  const step: InstanceEvent = { event, startedAt: now, finishedAt: null, result: null }
  const record: InstanceAction = {
    action,
    requestId: call.incoming.requestId,
    userId: call.caller.userId,
    projectId: call.caller.projectId,
    startedAt: now,
    updatedAt: now,
    events: [step],
  }
  server.actions.unshift(record)
  return (result: 'Success' | 'Error') => {
    step.finishedAt = new Date()
    step.result = result
    record.updatedAt = step.finishedAt
  }
}

export class InstanceActionsApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    {
      method: 'GET',
      pattern: '/servers/:server_id/os-instance-actions',
      handler: { handle: (call) => this.#list(call) },
    },
    {
      method: 'GET',
      pattern: '/servers/:server_id/os-instance-actions/:request_id',
      handler: { handle: (call) => this.#show(call) },
    },
  ]

  constructor(
    private readonly store: ComputeStore,
    private readonly policies: Policies,
  ) {}

  #server(call: Call, rule: string): Server {
    const server = this.store.visible(call.caller, call.parameters.server_id ?? '')
    this.policies.require(
      call.caller,
      `os_compute_api:os-instance-actions:${rule}`,
      'reader',
      server.projectId,
    )
    return server
  }

  #list(call: Call): Answer {
    const server = this.#server(call, 'list')
    return json(200, {
      instanceActions: server.actions.map((one) => this.#view(one, server, call)),
    })
  }

  #show(call: Call): Answer {
    const server = this.#server(call, 'show')
    const wanted = call.parameters.request_id
    const action = server.actions.find(({ requestId }) => requestId === wanted)
    if (!action) throw notFound(`Action ${wanted} not found`)
    const withEvents = isAdmin(call.caller) || since(call, '2.51')
    const events = withEvents && {
      events: action.events.map((one) => this.#event(one, server, call)),
    }
    return json(200, { instanceAction: { ...this.#view(action, server, call), ...events } })
  }

  #view(one: InstanceAction, server: Server, call: Call) {
    return {
      action: one.action,
      instance_uuid: server.id,
      request_id: one.requestId,
      user_id: one.userId,
      project_id: one.projectId,
      start_time: stored(one.startedAt),
      message: one.events.some(({ result }) => result === 'Error') ? 'Error' : null,
      ...(since(call, '2.58') && { updated_at: stored(one.updatedAt) }),
    }
  }

  #event(one: InstanceEvent, server: Server, call: Call) {
    const admin = isAdmin(call.caller)
    return {
      event: one.event,
      start_time: stored(one.startedAt),
      finish_time: one.finishedAt ? stored(one.finishedAt) : null,
      result: one.result,
      ...(admin && { traceback: null }),
      ...(admin && since(call, '2.62') && { host: server.host }),
      ...(since(call, '2.62') && { hostId: hostIdOf(server) }),
      ...(admin && since(call, '2.84') && { details: null }),
    }
  }
}
