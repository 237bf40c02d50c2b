export interface VolumeType {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly multiattach: boolean
  readonly encrypted: boolean
}

export interface SourceImage {
  readonly id: string
  readonly name: string
  readonly size: number
}

/** A row of the volume table. Only the volume machine changes its states. */
export interface Volume {
  readonly id: string
  projectId: string
  userId: string
  type: VolumeType
  readonly createdAt: Date
  readonly availabilityZone: string
  name: string | null
  description: string | null
  size: number
  status: string
  attachStatus: 'detached' | 'attaching' | 'attached' | 'detaching'
  migrationStatus: string | null
  bootable: boolean
  multiattach: boolean
  /** Marked with os-update_readonly_flag; undefined while nobody has. */
  readonlyFlag: boolean | undefined
  metadata: Record<string, string>
  image: SourceImage | undefined
  updatedAt: Date | null
}

export type AttachmentStatus = 'reserved' | 'attaching' | 'attached'

export type Connector = Readonly<Record<string, unknown>>

/** A row of the attachment table. Only the attachment machine changes its states. */
export interface Attachment {
  readonly id: string
  /** Order of creation; times are too coarse to sort by. */
  readonly sequence: number
  readonly volumeId: string
  readonly projectId: string
  readonly instanceId: string | null
  readonly createdAt: Date
  updatedAt: Date
  status: AttachmentStatus
  mode: string | null
  attachedAt: Date | null
  connector: Connector | undefined
  /** None only when the backend refused the connector given at creation. */
  connectionInfo: Readonly<Record<string, unknown>> | null
  mountpoint: string | null
  host: string | null
}
