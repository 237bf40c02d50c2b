export type SnapshotStatus = 'creating' | 'available' | 'error' | 'deleting' | 'error_deleting'

/** A row of the snapshot table. Its owner need not be the owner of its volume. */
export interface Snapshot {
  readonly id: string
  readonly volumeId: string
  readonly size: number
  readonly createdAt: Date
  readonly name: string | null
  readonly description: string | null
  readonly metadata: Readonly<Record<string, string>>
  projectId: string
  userId: string
  status: SnapshotStatus
  updatedAt: Date | null
}
