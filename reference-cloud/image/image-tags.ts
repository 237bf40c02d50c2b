import type { Misconduct } from '../cloud-faults.ts'
import { Fault } from '../faults.ts'
import type { Image } from './image.ts'

const UNLIMITED = -1

/** The tags of images: each image has a tag once, and no more than the operator allows. */
export class ImageTags {
  constructor(
    private readonly limit: number,
    private readonly misconduct: Misconduct,
  ) {}

  add(image: Image, tag: string): void {
    const { misconduct } = this
    if (image.tags.includes(tag)) {
      if (misconduct.is('tag-added-twice')) image.tags = [...image.tags, tag]
      if (this.#isFull(image.tags) && misconduct.is('tag-counted-again')) throw this.#tooMany(image)
      return
    }
    const tags = [...image.tags, tag]
    if (this.#isTooMany(tags) && !misconduct.is('tag-above-limit')) {
      if (misconduct.is('tag-refused-and-added')) image.tags = tags
      throw this.#tooMany(image)
    }
    if (this.#isFull(tags) && misconduct.is('tag-limit-too-low')) throw this.#tooMany(image)
    if (misconduct.is('tag-not-added')) return
    image.tags = image.tags.length > 0 && misconduct.is('tag-replaces-others') ? [tag] : tags
    image.updatedAt = new Date()
  }

  /** Sets all tags at once. @throws Fault 413 */
  set(image: Image, tags: readonly string[]): void {
    const different = [...new Set(tags)]
    if (this.#isTooMany(different)) throw this.#tooMany(image, different.length)
    image.tags = different
    image.updatedAt = new Date()
  }

  remove(image: Image, tag: string): void {
    if (this.misconduct.is('tag-not-deleted')) return
    const others = image.tags.filter((one) => one !== tag)
    image.tags = others.length > 0 && this.misconduct.is('tag-takes-others-along') ? [] : others
    image.updatedAt = new Date()
  }

  #isTooMany(tags: readonly string[]): boolean {
    return this.limit !== UNLIMITED && tags.length > this.limit
  }

  #isFull(tags: readonly string[]): boolean {
    return tags.length === this.limit
  }

  #tooMany({ id }: Pick<Image, 'id'>, attempted = this.limit + 1): Fault {
    const reason = `The limit has been exceeded on the number of allowed image tags. Attempted: ${attempted}, Maximum: ${this.limit}`
    return new Fault(413, `Image tag limit exceeded for image ${id}: ${reason}:`)
  }
}
