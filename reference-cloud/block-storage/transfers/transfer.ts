/** A row of the table of transfers: the offer of a volume. It goes when the offer is over. */
export interface Transfer {
  readonly id: string
  /** Order of creation; times are too coarse to sort by. */
  readonly sequence: number
  readonly volumeId: string
  readonly name: string | null
  readonly key: string
  readonly noSnapshots: boolean
  readonly sourceProjectId: string
  readonly createdAt: Date
}
