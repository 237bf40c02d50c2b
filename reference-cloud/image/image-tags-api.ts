import type { Misconduct } from '../cloud-faults.ts'
import { notFound } from '../faults.ts'
import { type Answer, untyped } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import type { Call, Operation } from './call.ts'
import type { Image } from './image.ts'
import type { ImageAccess } from './image-access.ts'
import { checkSchema, refuseBody, tag as tagSchema } from './image-body.ts'
import type { ImageTags } from './image-tags.ts'
import type { Images } from './images.ts'

const PATH = '/v2/images/:image_id/tags/:tag'

/** Adds single tags to images, and deletes them. */
export class ImageTagsApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    { method: 'PUT', pattern: PATH, handler: (call) => this.#add(call) },
    { method: 'DELETE', pattern: PATH, handler: (call) => this.#delete(call) },
  ]

  constructor(
    private readonly images: Images,
    private readonly access: ImageAccess,
    private readonly tags: ImageTags,
    private readonly misconduct: Misconduct,
  ) {}

  #add({ caller, parameters, incoming }: Call): Answer {
    const { image_id: id = '', tag = '' } = parameters
    refuseBody(incoming)
    checkSchema(tagSchema, tag, 'tags')
    this.tags.add(this.access.changeable(caller, id, 'modify_image'), this.#kept(tag))
    return untyped(204)
  }

  #delete({ caller, parameters, incoming }: Call): Answer {
    const { image_id: id = '', tag = '' } = parameters
    refuseBody(incoming)
    const image = this.#holder(this.access.changeable(caller, id, 'modify_image'), tag)
    if (!image.tags.includes(tag)) throw notFound()
    this.tags.remove(image, tag)
    return untyped(204)
  }

  /** What is kept of a tag: all of it. */
  #kept(tag: string): string {
    if (tag.length > 64 && this.misconduct.is('tag-cut')) return tag.slice(0, 64)
    const encoded = encodeURIComponent(tag)
    return encoded !== tag && this.misconduct.is('tag-left-encoded') ? encoded : tag
  }

  /** The image from which a tag is deleted: the one in the path. */
  #holder(image: Image, tag: string): Image {
    if (image.tags.includes(tag)) return image
    const other = this.images.all.find(({ tags }) => tags.includes(tag))
    return other && this.misconduct.is('tag-deleted-elsewhere') ? other : image
  }
}
