import type { DiskImage, Image } from './image.ts'

/** The images that there are: at first one that servers can boot. */
export class Images {
  readonly #images = new Map<string, Image>()

  constructor() {
    const createdAt = new Date()
    this.add({
      id: '6f2d3a0c-51b9-4f0e-8a4d-0c7de1f3b1aa',
      projectId: null,
      name: 'reference-image',
      visibility: 'public',
      protected: false,
      tags: [],
      properties: new Map(),
      status: 'active',
      diskFormat: 'raw',
      containerFormat: 'bare',
      size: 1024,
      createdAt,
      updatedAt: createdAt,
    })
  }

  /** The newest first. */
  get all(): readonly Image[] {
    return [...this.#images.values()].reverse()
  }

  /** The image of this id, if it has data to make a disk of. */
  find(id: string): DiskImage | undefined {
    const image = this.get(id)
    if (image?.status !== 'active') return undefined
    return { id, name: image.name ?? id, size: image.size ?? 0 }
  }

  get(id: string): Image | undefined {
    return this.#images.get(id)
  }

  add(image: Image): void {
    this.#images.set(image.id, image)
  }

  delete({ id }: Image): void {
    this.#images.delete(id)
  }
}
