import { checkedBody, isObject } from '../checks.ts'
import type { Misconduct } from '../cloud-faults.ts'
import { badRequest, Fault, internal, notFound } from '../faults.ts'
import { type Answer, empty, json } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import type { Policies } from '../policies.ts'
import type { Release } from '../releases.ts'
import { listAttachments } from './attachment-listing.ts'
import type { AttachmentMachine } from './attachment-machine.ts'
import { creation, update } from './attachment-schemas.ts'
import { detail, summary } from './attachment-views.ts'
import { type Call, type Operation, since } from './call.ts'
import type { BlockStorageStore } from './store.ts'
import type { Attachment, Connector } from './volume.ts'

/** Asks Compute for the attachment id with which a server uses a volume, if it does. */
export type UsedAs = (instanceId: string, volumeId: string) => string | undefined

export class AttachmentsApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    this.#route('GET', '/attachments', (call) => this.#list(call, summary)),
    this.#route('GET', '/attachments/detail', (call) => this.#list(call, detail)),
    this.#route('POST', '/attachments', (call) => this.#create(call)),
    this.#route('GET', '/attachments/:id', (call) => this.#show(call)),
    this.#route('PUT', '/attachments/:id', (call) => this.#update(call)),
    this.#route('DELETE', '/attachments/:id', (call) => this.#delete(call)),
    this.#action('/attachments/:id/action', (call) => this.#complete(call)),
  ]

  constructor(
    private readonly store: BlockStorageStore,
    private readonly machine: AttachmentMachine,
    private readonly policies: Policies,
    private readonly release: Release,
    private readonly usedAs: UsedAs,
    private readonly misconduct: Misconduct,
  ) {}

  #route(method: string, pattern: string, handle: Operation['handle'], since = '3.27') {
    return { method, pattern, handler: { since, handle } }
  }

  /** The action in the body is checked before its microversion is. */
  #action(pattern: string, handle: Operation['handle']) {
    return { method: 'POST', pattern, handler: { handle } }
  }

  #list(call: Call, view: (attachment: Attachment) => unknown): Answer {
    const attachments = listAttachments([...this.store.attachments.values()], call)
    return json(200, { attachments: attachments.map(view) })
  }

  /** No policy covers reading: any role will do, and up to a release any project. */
  #show(call: Call): Answer {
    return json(200, { attachment: detail(this.#find(call)) })
  }

  #find({ caller, parameters }: Call): Attachment {
    const id = parameters.id ?? ''
    const attachment = this.store.attachment(id)
    const isOther = attachment.projectId !== caller.projectId
    const isAdmin = caller.roles.includes('admin')
    const foreign = isOther && !isAdmin
    const wrongly = isOther && isAdmin && this.misconduct.is('hide-foreign-attachments-from-admin')
    if (wrongly || (foreign && this.release.foreignAttachments === 'hidden')) {
      throw notFound(`Volume attachment could not be found with filter: attachment_id = ${id}.`)
    }
    return attachment
  }

  #create(call: Call): Answer {
    requireBody(call.body, 'attachment')
    const wanted = checkedBody(call.body, 'attachment', creation(call.version))
    const volume = this.store.ownVolume(call.caller, String(wanted.volume_uuid))
    this.policies.require(call.caller, 'volume:attachment_create', 'member', volume.projectId)
    const { instance_uuid: instance, mode, connector } = wanted
    const attachment = this.machine.reserve(volume, {
      instanceId:
        typeof instance === 'string' && !this.misconduct.is('create-forgets-instance')
          ? instance
          : null,
      mode: typeof mode === 'string' && !this.misconduct.is('create-ignores-mode') ? mode : null,
    })
    const before = detail(attachment)
    const connects = isObject(connector) && Object.keys(connector).length > 0
    if (connects && !this.misconduct.is('create-ignores-connector')) {
      this.machine.connectNew(volume, attachment, connector)
    }
    // The answer has the state before the connection, and the connection itself.
    return json(200, { attachment: { ...before, connection_info: attachment.connectionInfo } })
  }

  #update(call: Call): Answer {
    requireBody(call.body, 'attachment')
    const wanted = checkedBody(call.body, 'attachment', update)
    const attachment = this.#find(call)
    this.policies.require(call.caller, 'volume:attachment_update', 'member', attachment.projectId)
    const volume = this.store.volumes.get(attachment.volumeId)
    if (!volume) throw notFound()
    const before = detail(attachment)
    const connector: Connector = isObject(wanted.connector) ? wanted.connector : {}
    this.machine.connect(volume, attachment, connector)
    return json(200, { attachment: { ...before, connection_info: attachment.connectionInfo } })
  }

  #delete(call: Call): Answer {
    const attachment = this.#find(call)
    this.policies.require(call.caller, 'volume:attachment_delete', 'member', attachment.projectId)
    if (!call.caller.viaService && attachment.instanceId !== null) {
      const usedAs = this.usedAs(attachment.instanceId, attachment.volumeId)
      const lax = usedAs === attachment.id && this.misconduct.is('delete-attachment-of-server')
      if (!lax) this.machine.refuseWhileUsed(attachment, usedAs)
    }
    const before = this.store.attachmentsOf(attachment.volumeId)
    const victim = wrongVictim(this.misconduct, attachment, before)
    if (victim !== undefined) {
      this.machine.remove(victim)
      return json(200, { attachments: before.filter((one) => one !== attachment).map(summary) })
    }
    if (!this.misconduct.is('delete-keeps-attachment')) this.machine.remove(attachment)
    if (before.length > 1 && this.misconduct.is('delete-frees-shared-volume')) {
      this.machine.free(attachment.volumeId)
    }
    const rest = this.store.attachmentsOf(attachment.volumeId)
    if (rest.length > 0 && this.misconduct.is('delete-takes-all-attachments')) {
      for (const other of rest) this.machine.remove(other)
    }
    if (rest.length > 0 && this.misconduct.is('delete-lists-nothing')) {
      return json(200, { attachments: [] })
    }
    return json(200, { attachments: rest.map(summary) })
  }

  #complete(call: Call): Answer {
    const { body, caller, parameters } = call
    requireAction(body)
    if (!since(call, '3.44')) throw notFound()
    const attachment = this.store.attachment(parameters.id ?? '')
    const volume = this.store.volumes.get(attachment.volumeId)
    const foreign = attachment.projectId !== caller.projectId && !caller.roles.includes('admin')
    if (!volume || foreign) throw notFound(`Volume ${attachment.volumeId} could not be found.`)
    this.policies.require(caller, 'volume:attachment_complete', 'member', attachment.projectId)
    this.machine.complete(volume, attachment)
    return empty(204)
  }
}

/** The attachment that a cloud deletes in place of the right one; `all` has the newest first. */
function wrongVictim(
  misconduct: Misconduct,
  asked: Attachment,
  all: readonly Attachment[],
): Attachment | undefined {
  const newest = all[0]
  const oldest = all.at(-1)
  if (asked !== oldest && misconduct.is('delete-takes-first-attachment')) return oldest
  if (asked !== newest && misconduct.is('delete-takes-last-attachment')) return newest
  return undefined
}

/** Upstream answers 500 to a missing body, and to a key named "type" beside the wrapper. */
function requireBody(body: unknown, wrapper: string): void {
  if (body === undefined) throw internal()
  if (isObject(body) && wrapper in body && 'type' in body) throw internal()
}

/** @throws Fault 400, or 404 for what is no object at all */
function requireAction(body: unknown): void {
  if (body === null || ['string', 'number', 'boolean'].includes(typeof body))
    throw new Fault(404, 'The resource could not be found.')
  const keys = isObject(body) ? Object.keys(body) : []
  if (keys.length === 1 && keys[0] === 'os-complete') return
  throw badRequest(
    `There is no such action: ${keys.join(', ') || 'None'}. Verify the request body and Content-Type header and try again.`,
  )
}
