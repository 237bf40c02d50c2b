export interface Image {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly createdAt: Date
}

/** The images that there are: one that servers can boot. */
export class Images {
  readonly all: Image[] = [
    {
      id: '6f2d3a0c-51b9-4f0e-8a4d-0c7de1f3b1aa',
      name: 'reference-image',
      size: 1024,
      createdAt: new Date(),
    },
  ]

  find(id: string): Image | undefined {
    return this.all.find((image) => image.id === id)
  }
}
