import { isObject, readBoolean } from '../checks.ts'
import type { Misconduct } from '../cloud-faults.ts'
import { badRequest } from '../faults.ts'
import { type Answer, empty } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import type { Policies, Role } from '../policies.ts'
import type { AttachmentMachine } from './attachment-machine.ts'
import { type Call, type Operation, since } from './call.ts'
import type { DetachingActions } from './detaching-actions.ts'
import type { BlockStorageStore } from './store.ts'
import type { Volume } from './volume.ts'
import type { VolumeMachine } from './volume-machine.ts'

interface Action {
  readonly rule: string
  readonly role: Role
  readonly status?: 200 | 202
  readonly run: (volume: Volume, given: Record<string, unknown>, call: Call) => void
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

function noSuchAction(name: string) {
  return badRequest(
    `There is no such action: ${name}. Verify the request body and Content-Type header and try again.`,
  )
}

/** POST /volumes/{id}/action, as far as tests of attachments need it. */
export class VolumeActions {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    {
      method: 'POST',
      pattern: '/volumes/:id/action',
      handler: { handle: (call) => this.#act(call) },
    },
  ]

  readonly #actions: Readonly<Record<string, Action>> = {
    'os-reset_status': {
      rule: 'volume_extension:volume_admin_actions:reset_status',
      role: 'admin',
      run: (volume, given) => this.#reset(volume, given),
    },
    'os-update_readonly_flag': {
      rule: 'volume:update_readonly_flag',
      role: 'member',
      run: (volume, given) => this.volumes.setReadonly(volume, readBoolean(given.readonly)),
    },
    'os-set_bootable': {
      rule: 'volume_extension:volume_actions:set_bootable',
      role: 'member',
      status: 200,
      run: (volume, given) => {
        volume.bootable = readBoolean(given.bootable)
      },
    },
    'os-extend': {
      rule: 'volume:extend',
      role: 'member',
      run: (volume, given, call) => {
        const size = Number(given.new_size)
        if (!Number.isInteger(size)) throw badRequest("'new_size' must be an integer")
        this.volumes.extend(volume, size, since(call, '3.42'))
      },
    },
    'os-force_delete': {
      rule: 'volume_extension:volume_admin_actions:force_delete',
      role: 'admin',
      run: (volume) => this.volumes.forceDelete(volume),
    },
    'os-force_detach': {
      rule: 'volume_extension:volume_admin_actions:force_detach',
      role: 'admin',
      run: (volume, given, call) => this.detaching.force(volume, text(given.attachment_id), call),
    },
    'os-detach': {
      rule: 'volume_extension:volume_actions:detach',
      role: 'member',
      run: (volume, given, call) => this.detaching.detach(volume, text(given.attachment_id), call),
    },
    'os-terminate_connection': {
      rule: 'volume_extension:volume_actions:terminate_connection',
      role: 'member',
      run: (volume, _given, call) => this.detaching.terminate(volume, call),
    },
    'os-reserve': {
      rule: 'volume_extension:volume_actions:reserve',
      role: 'member',
      run: (volume) => {
        const isFree = volume.status === 'available'
        const isShared = volume.multiattach && volume.status === 'in-use'
        if (!isFree && !isShared && !this.misconduct.is('set-aside-reserved-volume')) {
          throw badRequest('Invalid volume: Volume status must be available to reserve.')
        }
        this.volumes.set(volume, 'attaching')
      },
    },
    'os-unreserve': {
      rule: 'volume_extension:volume_actions:unreserve',
      role: 'member',
      run: (volume) => {
        if (volume.status !== 'attaching') return
        const isUsed = this.store.attachmentsOf(volume.id).length > 0
        const freed = isUsed && this.misconduct.is('unreserve-frees-volume-in-use')
        this.volumes.set(volume, isUsed && !freed ? 'in-use' : 'available')
      },
    },
    'os-attach': {
      rule: 'volume_extension:volume_actions:attach',
      role: 'member',
      run: (volume, given) => this.attachments.attachByHand(volume, given),
    },
    'os-retype': {
      rule: 'volume:retype',
      role: 'member',
      run: (volume, given) => this.volumes.retype(volume, text(given.new_type)),
    },
    'os-reimage': {
      rule: 'volume:reimage',
      role: 'member',
      run: (volume, given, call) => {
        if (!since(call, '3.68')) throw noSuchAction('os-reimage')
        this.volumes.requireReimageable(volume, given.reimage_reserved === true)
      },
    },
    'os-unmanage': {
      rule: 'volume_extension:volume_unmanage',
      role: 'admin',
      run: (volume) => {
        if (this.misconduct.is('unmanage-volume-in-use')) this.volumes.remove(volume)
        else this.volumes.delete(volume)
      },
    },
    'os-begin_detaching': {
      rule: 'volume_extension:volume_actions:begin_detaching',
      role: 'member',
      run: (volume) => this.attachments.beginDetaching(volume),
    },
    'os-roll_detaching': {
      rule: 'volume_extension:volume_actions:roll_detaching',
      role: 'member',
      run: (volume) => this.attachments.rollDetaching(volume),
    },
  }

  constructor(
    private readonly store: BlockStorageStore,
    private readonly volumes: VolumeMachine,
    private readonly attachments: AttachmentMachine,
    private readonly policies: Policies,
    private readonly detaching: DetachingActions,
    private readonly misconduct: Misconduct,
  ) {}

  #act(call: Call): Answer {
    const entries = isObject(call.body) ? Object.entries(call.body) : []
    const [name, given] = entries[0] ?? ['None', undefined]
    const action = Object.hasOwn(this.#actions, name) ? this.#actions[name] : undefined
    if (!action || entries.length !== 1) {
      throw noSuchAction(name)
    }
    const volume = this.store.visibleVolume(call.caller, call.parameters.id ?? '')
    this.policies.require(call.caller, action.rule, action.role, volume.projectId)
    action.run(volume, isObject(given) ? given : {}, call)
    return empty(action.status ?? 202)
  }

  #reset(volume: Volume, given: Record<string, unknown>): void {
    const status = text(given.status)
    const attachStatus = text(given.attach_status)
    const migrationStatus = text(given.migration_status)
    this.volumes.reset(volume, {
      ...(status !== undefined && { status }),
      ...(attachStatus !== undefined && { attachStatus }),
      ...(migrationStatus !== undefined && { migrationStatus }),
    })
  }
}
