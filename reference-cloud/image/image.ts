export const VISIBILITIES = ['public', 'community', 'shared', 'private'] as const
export type Visibility = (typeof VISIBILITIES)[number]

export interface Image {
  readonly id: string
  /** None owns the image that comes with the cloud. */
  readonly projectId: string | null
  name: string | null
  visibility: Visibility
  protected: boolean
  tags: readonly string[]
  /** Fields of the owner's own, all of them texts. */
  readonly properties: Map<string, string>
  /** Nothing can be uploaded here, so that an image of a project stays queued. */
  readonly status: 'queued' | 'active'
  readonly diskFormat: string | null
  readonly containerFormat: string | null
  readonly size: number | null
  readonly createdAt: Date
  updatedAt: Date
}

/** The part of an image that is needed to make disks of it. */
export interface DiskImage {
  readonly id: string
  readonly name: string
  readonly size: number
}
