import { randomUUID } from 'node:crypto'
import type { Misconduct } from '../cloud-faults.ts'
import { conflict, Fault, forbidden } from '../faults.ts'
import { type Answer, json, untyped } from '../http/exchange.ts'
import { firstOf } from '../http/query.ts'
import type { Route } from '../http/routes.ts'
import { type Caller, isAdmin } from '../identity/caller.ts'
import type { Policies } from '../policies.ts'
import type { Call, Operation } from './call.ts'
import { type Image, VISIBILITIES, type Visibility } from './image.ts'
import type { ImageAccess } from './image-access.ts'
import { isOwnField, readFields, refuseBody } from './image-body.ts'
import { imagePage } from './image-listing.ts'
import { type Change, readChanges } from './image-patch.ts'
import type { ImageTags } from './image-tags.ts'
import { imageView } from './image-view.ts'
import type { Images } from './images.ts'

const ITEM = '/v2/images/:image_id'

/** Lists, creates, shows, changes and deletes images. Nothing can be uploaded. */
export class ImagesApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    { method: 'GET', pattern: '/v2/images', handler: (call) => this.#list(call) },
    { method: 'POST', pattern: '/v2/images', handler: (call) => this.#create(call) },
    { method: 'GET', pattern: ITEM, handler: (call) => this.#show(call) },
    { method: 'PATCH', pattern: ITEM, handler: (call) => this.#update(call) },
    { method: 'DELETE', pattern: ITEM, handler: (call) => this.#delete(call) },
  ]

  constructor(
    private readonly url: string,
    private readonly images: Images,
    private readonly access: ImageAccess,
    private readonly tags: ImageTags,
    private readonly policies: Policies,
    private readonly misconduct: Misconduct,
  ) {}

  #list({ caller, incoming: { query } }: Call): Answer {
    if (!this.policies.allows(caller, 'reader')) throw forbidden('get_images')
    const asksForAll = ['all', 'community'].includes(firstOf(query, 'visibility') ?? '')
    const listed = this.images.all.filter((image) => {
      const isOwn = image.projectId === caller.projectId
      const isHidden = image.visibility === 'community' && !isOwn && !asksForAll
      return this.access.sees(caller, image) && !isHidden
    })
    const asksForTags = query.pairs.some(([name]) => name === 'tag')
    const forgets = asksForTags && this.misconduct.is('tag-not-found')
    return json(200, imagePage(forgets ? [] : listed, query))
  }

  #create({ caller, incoming }: Call): Answer {
    this.policies.require(caller, 'add_image', 'member')
    const fields = readFields(incoming)
    const id = typeof fields.id === 'string' ? fields.id : randomUUID()
    if (this.images.get(id)) throw conflict(`Image ID ${id} already exists!`)
    const createdAt = new Date()
    const image: Image = {
      id,
      projectId: caller.projectId,
      name: null,
      visibility: 'shared',
      protected: false,
      tags: [],
      properties: new Map(),
      status: 'queued',
      diskFormat: textOf(fields.disk_format),
      containerFormat: textOf(fields.container_format),
      size: null,
      createdAt,
      updatedAt: createdAt,
    }
    for (const [field, value] of Object.entries(fields)) this.#set(caller, image, { field, value })
    this.images.add(image)
    return json(201, imageView(image), {
      Location: `${this.url}/v2/images/${id}`,
      'OpenStack-image-import-methods': 'web-download',
    })
  }

  #show({ caller, parameters: { image_id: id = '' }, incoming }: Call): Answer {
    refuseBody(incoming)
    return json(200, imageView(this.access.visible(caller, id)))
  }

  #update({ caller, parameters: { image_id: id = '' }, incoming }: Call): Answer {
    const changes = readChanges(incoming)
    const image = this.access.changeable(caller, id, 'modify_image')
    for (const change of changes) this.#set(caller, image, change)
    return json(200, imageView(image))
  }

  #delete({ caller, parameters: { image_id: id = '' } }: Call): Answer {
    const image = this.access.changeable(caller, id, 'delete_image')
    if (image.protected) {
      throw new Fault(403, `Image ${id} is protected and cannot be deleted.`)
    }
    this.images.delete(image)
    return untyped(204)
  }

  /** @throws Fault 403 for a visibility that the caller may not give, 413 for too many tags */
  #set(caller: Caller, image: Image, { field, value }: Change): void {
    image.updatedAt = new Date()
    if (field === 'name') image.name = textOf(value)
    if (field === 'protected') image.protected = value === true
    if (field === 'tags') this.tags.set(image, Array.isArray(value) ? value.map(String) : [])
    if (field === 'visibility') {
      const wanted = VISIBILITIES.find((one) => one === value) ?? image.visibility
      image.visibility = this.#permitted(caller, wanted)
    }
    if (!isOwnField(field)) return
    if (value === undefined) image.properties.delete(field)
    else image.properties.set(field, String(value))
  }

  #permitted(caller: Caller, wanted: Visibility): Visibility {
    if (wanted === 'public' && !isAdmin(caller)) throw forbidden('publicize_image')
    return wanted
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
