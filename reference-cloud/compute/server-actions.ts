import { randomBytes } from 'node:crypto'
import { isObject } from '../checks.ts'
import { badRequest, forbidden } from '../faults.ts'
import { type Answer, empty, json } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import { isAdmin } from '../identity/caller.ts'
import type { Images } from '../image/images.ts'
import type { Policies, Role } from '../policies.ts'
import type { Call, Operation } from './call.ts'
import { findFlavor } from './flavors.ts'
import { recordAction } from './instance-actions.ts'
import type { Server, VmState } from './server.ts'
import type { ServerMachine } from './server-machine.ts'
import { serverDetail } from './server-view.ts'
import type { ComputeStore } from './store.ts'
import type { KeptVolumes } from './volumes/kept-volumes.ts'

type Given = Record<string, unknown>

interface Simple {
  readonly rule: string
  readonly from: readonly VmState[]
  readonly task: string
  readonly to: VmState
  readonly action: string
  /** Whether the server runs again as it did before. */
  readonly resumes?: true
}

interface Action {
  readonly rule: string
  readonly role?: Role
  readonly run: (server: Server, given: Given, call: Call) => Answer
}

const SIMPLE: Readonly<Record<string, Simple>> = {
  pause: {
    rule: 'os-pause-server:pause',
    from: ['active'],
    task: 'pausing',
    to: 'paused',
    action: 'pause',
  },
  unpause: {
    rule: 'os-pause-server:unpause',
    from: ['paused'],
    task: 'unpausing',
    to: 'active',
    action: 'unpause',
    resumes: true,
  },
  suspend: {
    rule: 'os-suspend-server:suspend',
    from: ['active'],
    task: 'suspending',
    to: 'suspended',
    action: 'suspend',
  },
  resume: {
    rule: 'os-suspend-server:resume',
    from: ['suspended'],
    task: 'resuming',
    to: 'active',
    action: 'resume',
    resumes: true,
  },
  'os-stop': {
    rule: 'servers:stop',
    from: ['active', 'error'],
    task: 'powering-off',
    to: 'stopped',
    action: 'stop',
  },
  'os-start': {
    rule: 'servers:start',
    from: ['stopped'],
    task: 'powering-on',
    to: 'active',
    action: 'start',
    resumes: true,
  },
}

const ACCEPTED = () => empty(202)

/** POST /servers/{id}/action. */
export class ServerActions {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    {
      method: 'POST',
      pattern: '/servers/:server_id/action',
      handler: { handle: (call) => this.#act(call) },
    },
  ]

  readonly #special: Readonly<Record<string, Action>> = {
    reboot: { rule: 'servers:reboot', run: (...given) => this.#reboot(...given) },
    rebuild: { rule: 'servers:rebuild', run: (...given) => this.#rebuild(...given) },
    rescue: { rule: 'os-rescue', run: (...given) => this.#rescue(...given) },
    unrescue: { rule: 'os-unrescue', run: (...given) => this.#unrescue(...given) },
    lock: { rule: 'os-lock-server:lock', run: (...given) => this.#lock(...given) },
    unlock: { rule: 'os-lock-server:unlock', run: (...given) => this.#unlock(...given) },
    resize: { rule: 'servers:resize', run: (...given) => this.#resize(...given) },
    confirmResize: {
      rule: 'servers:confirm_resize',
      run: (...given) => this.#endResize(true, ...given),
    },
    revertResize: {
      rule: 'servers:revert_resize',
      run: (...given) => this.#endResize(false, ...given),
    },
    shelve: { rule: 'os-shelve:shelve', run: (...given) => this.#shelve(...given) },
    shelveOffload: {
      rule: 'os-shelve:shelve_offload',
      role: 'admin',
      run: (...given) => this.#offload(...given),
    },
    unshelve: { rule: 'os-shelve:unshelve', run: (...given) => this.#unshelve(...given) },
    'os-resetState': {
      rule: 'os-admin-actions:reset_state',
      role: 'admin',
      run: (...given) => this.#reset(...given),
    },
    forceDelete: { rule: 'os-deferred-delete:force', run: (...given) => this.#delete(...given) },
  }

  constructor(
    private readonly store: ComputeStore,
    private readonly machine: ServerMachine,
    private readonly kept: KeptVolumes,
    private readonly images: Images,
    private readonly policies: Policies,
    private readonly shelvedOffloadTime: 0 | -1,
    private readonly url: string,
  ) {}

  #act(call: Call): Answer {
    const entries = isObject(call.body) ? Object.entries(call.body) : []
    const [name = '', given] = entries[0] ?? []
    if (entries.length !== 1) throw badRequest('Malformed request body')
    const simple = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined
    const special = Object.hasOwn(this.#special, name) ? this.#special[name] : undefined
    const known = simple ?? special
    if (!known) throw badRequest(`There is no such action: ${name}`)
    const server = this.store.visible(call.caller, call.parameters.server_id ?? '')
    const role = special?.role ?? 'member'
    this.policies.require(call.caller, `os_compute_api:${known.rule}`, role, server.projectId)
    if (simple) return this.#simple(server, name, simple, call)
    return special ? special.run(server, isObject(given) ? given : {}, call) : ACCEPTED()
  }

  #simple(server: Server, name: string, simple: Simple, call: Call): Answer {
    this.#require(server, name.replace(/^os-/, ''), simple.from, call)
    const done = recordAction(server, call, simple.action, `compute_${simple.action}_instance`)
    const effect = simple.resumes && (() => this.kept.resume(server))
    this.machine.change(server, { ...simple, done, ...(effect && { effect }) })
    return ACCEPTED()
  }

  #require(server: Server, action: string, from: readonly VmState[], call: Call): void {
    this.machine.requireUnlocked(call.caller, server)
    this.machine.requireState(server, action, from)
  }

  #reboot(server: Server, given: Given, call: Call): Answer {
    const type = String(given.type).toUpperCase()
    if (type !== 'SOFT' && type !== 'HARD') {
      throw badRequest("Invalid input for field/attribute reboot: 'type' must be SOFT or HARD")
    }
    const hard: readonly VmState[] = ['active', 'stopped', 'paused', 'suspended', 'error']
    this.#require(server, 'reboot', type === 'HARD' ? hard : ['active'], call)
    const done = recordAction(server, call, 'reboot', 'compute_reboot_instance')
    const task = type === 'HARD' ? 'rebooting_hard' : 'rebooting'
    const effect = () => (type === 'HARD' ? this.kept.tidy(server) : this.kept.resume(server))
    this.machine.change(server, { task, to: 'active', done, effect })
    return ACCEPTED()
  }

  #rebuild(server: Server, given: Given, call: Call): Answer {
    if (!this.images.find(String(given.imageRef))) {
      throw badRequest('Cannot find image for rebuild')
    }
    this.#require(server, 'rebuild', ['active', 'stopped', 'error'], call)
    this.kept.requireInUse(server, 'bad request')
    const done = recordAction(server, call, 'rebuild', 'compute_rebuild_instance')
    const to = server.vmState === 'stopped' ? 'stopped' : 'active'
    const effect = () => this.kept.move(server)
    this.machine.change(server, { task: 'rebuilding', to, done, effect })
    return json(202, { server: serverDetail(server, call, this.url) })
  }

  #rescue(server: Server, _given: Given, call: Call): Answer {
    this.#require(server, 'rescue', ['active', 'stopped', 'error'], call)
    this.kept.requireInUse(server, 'conflict')
    const done = recordAction(server, call, 'rescue', 'compute_rescue_instance')
    server.returnsTo = server.vmState === 'stopped' ? 'stopped' : 'active'
    this.machine.change(server, { task: 'rescuing', to: 'rescued', done })
    return json(200, { adminPass: randomBytes(9).toString('base64url') })
  }

  #unrescue(server: Server, _given: Given, call: Call): Answer {
    this.#require(server, 'unrescue', ['rescued'], call)
    const done = recordAction(server, call, 'unrescue', 'compute_unrescue_instance')
    const effect = () => this.kept.resume(server)
    this.machine.change(server, { task: 'unrescuing', to: server.returnsTo, done, effect })
    return ACCEPTED()
  }

  #lock(server: Server, given: Given, call: Call): Answer {
    const own = call.caller.projectId === server.projectId && !isAdmin(call.caller)
    if (server.lockedBy !== 'admin') server.lockedBy = own ? 'owner' : 'admin'
    server.lockedReason = typeof given.locked_reason === 'string' ? given.locked_reason : null
    recordAction(server, call, 'lock', 'api_lock')('Success')
    return ACCEPTED()
  }

  #unlock(server: Server, _given: Given, call: Call): Answer {
    if (server.lockedBy === 'admin' && !isAdmin(call.caller)) {
      throw forbidden('os_compute_api:os-lock-server:unlock:unlock_override')
    }
    server.lockedBy = null
    server.lockedReason = null
    recordAction(server, call, 'unlock', 'api_unlock')('Success')
    return ACCEPTED()
  }

  #resize(server: Server, given: Given, call: Call): Answer {
    const flavor = findFlavor(String(given.flavorRef ?? ''), this.store.deployment)
    if (!flavor) throw badRequest('Unable to locate requested flavor.')
    if (flavor.id === server.flavor.id)
      throw badRequest('When resizing, instances must change flavor!')
    this.#require(server, 'resize', ['active', 'stopped'], call)
    const done = recordAction(server, call, 'resize', 'compute_finish_resize')
    server.returnsTo = server.vmState
    this.machine.change(server, {
      task: 'resize_prep',
      to: 'resized',
      done,
      effect: () => {
        server.previousFlavor = server.flavor
        server.flavor = flavor
        this.kept.move(server)
      },
    })
    return ACCEPTED()
  }

  #endResize(confirm: boolean, server: Server, _given: Given, call: Call): Answer {
    const name = confirm ? 'confirmResize' : 'revertResize'
    this.#require(server, name, ['resized'], call)
    const done = recordAction(
      server,
      call,
      name,
      `compute_${confirm ? 'confirm' : 'revert'}_resize`,
    )
    this.machine.change(server, {
      task: confirm ? null : 'resize_reverting',
      to: server.returnsTo,
      done,
      effect: () => {
        if (!confirm) {
          server.flavor = server.previousFlavor ?? server.flavor
          this.kept.revert(server)
        } else {
          this.kept.settle(server)
        }
        server.previousFlavor = undefined
      },
    })
    return confirm ? empty(204) : ACCEPTED()
  }

  #shelve(server: Server, _given: Given, call: Call): Answer {
    this.#require(server, 'shelve', ['active', 'stopped', 'paused', 'suspended'], call)
    const done = recordAction(server, call, 'shelve', 'compute_shelve_instance')
    this.machine.shelve(server, this.shelvedOffloadTime === 0, done)
    return ACCEPTED()
  }

  #offload(server: Server, _given: Given, call: Call): Answer {
    this.#require(server, 'shelveOffload', ['shelved'], call)
    const done = recordAction(server, call, 'shelveOffload', 'compute_shelve_offload_instance')
    this.machine.offload(server, done)
    return ACCEPTED()
  }

  #unshelve(server: Server, _given: Given, call: Call): Answer {
    this.#require(server, 'unshelve', ['shelved', 'shelved_offloaded'], call)
    const done = recordAction(server, call, 'unshelve', 'compute_unshelve_instance')
    this.machine.unshelve(server, done)
    return ACCEPTED()
  }

  #reset(server: Server, given: Given, _call: Call): Answer {
    const { state } = given
    if (state !== 'active' && state !== 'error') {
      throw badRequest(`Invalid input for field/attribute state. Value: ${state}.`)
    }
    this.machine.force(server, state)
    return ACCEPTED()
  }

  #delete(server: Server, _given: Given, call: Call): Answer {
    this.machine.requireUnlocked(call.caller, server)
    this.machine.delete(server, () => {})
    return ACCEPTED()
  }
}
