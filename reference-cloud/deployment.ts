/** How an operator has set a cloud up, where clouds differ. All of it conforms. */
export interface Deployment {
  /**
   * The zones of servers and of volumes. Where none is named, a server is put into the last one and a
   * volume into the first, so that a client which names none gets both in different zones.
   */
  readonly zones: readonly string[]
  /** Whether a volume can be attached to a server in another zone. */
  readonly attachesAcrossZones: boolean
  /** No flavor has a disk, and a server of such a flavor has to boot from a volume. */
  readonly withoutDisks: boolean
  /** Servers have to boot from volumes, whatever their flavor. */
  readonly withoutLocalDisks: boolean
  /** Size of the smallest volume that may be created, in GiB. */
  readonly leastVolumeGiB: number
  /** What new servers must name. */
  readonly serversNeed: {
    readonly keyName?: string
    readonly securityGroup?: string
    /** The id of the one network. */
    readonly network?: string
    readonly metadata?: string
    readonly hint?: string
  }
  /** Whether any host has room for a server. */
  readonly hasRoom: boolean
  /** Whether policies tell reader, member and a user without a role apart. */
  readonly tellsRolesApart: boolean
  /** Whether the type that is named, or the default one, has a place to store volumes. */
  readonly storesTypes: readonly string[] | 'all'
}

export const USUAL: Deployment = {
  zones: ['nova'],
  attachesAcrossZones: true,
  withoutDisks: false,
  withoutLocalDisks: false,
  leastVolumeGiB: 1,
  serversNeed: {},
  hasRoom: true,
  tellsRolesApart: true,
  storesTypes: 'all',
}
