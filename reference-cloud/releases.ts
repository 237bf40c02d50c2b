/** The differences between releases of OpenStack; everything else is the same in all of them. */
export interface Release {
  readonly name: string
  readonly compute: { readonly max: string }
  readonly blockStorage: { readonly max: string; readonly updated: string }
  /** Status of the frozen v2.0 endpoint in the version document. */
  readonly legacyCompute: 'SUPPORTED' | 'DEPRECATED'
  /** A swap that no volume migration asked for: done, or answered 409. */
  readonly directSwap: 'performed' | 'refused'
  /** Whether the service role may swap, as block storage does during a migration. */
  readonly serviceRoleSwaps: boolean
  /** At 2.89 and later, an entry whose attachment id is not known yet: null, or left out. */
  readonly unfinishedAttachments: 'shown' | 'hidden'
  /** Whether showing one attachment looks at the encoding of its query. */
  readonly showChecksQuery: boolean
  /** An update that the volume's state forbids: 500, or the proper 409 and 400. */
  readonly attachmentUpdateFaults: 'internal' | 'precise'
  /** Whether connection_info says that multipath is enforced. */
  readonly enforceMultipath: boolean
  /** An attachment of another project, asked for by its id. */
  readonly foreignAttachments: 'shown' | 'hidden'
  /** A hard reboot of a server with volumes that only one of both services knows. */
  readonly hardReboot: 'tidies' | 'leaves all'
  /** Whether Image tells guest, reader and member apart unless it is told to. */
  readonly imageRoles: boolean
}

const zed: Release = {
  name: 'zed',
  compute: { max: '2.93' },
  blockStorage: { max: '3.70', updated: '2022-08-31T00:00:00Z' },
  legacyCompute: 'SUPPORTED',
  directSwap: 'performed',
  serviceRoleSwaps: false,
  unfinishedAttachments: 'shown',
  showChecksQuery: false,
  attachmentUpdateFaults: 'internal',
  enforceMultipath: false,
  foreignAttachments: 'shown',
  hardReboot: 'leaves all',
  imageRoles: false,
}

const antelope: Release = { ...zed, name: '2023.1', compute: { max: '2.95' }, imageRoles: true }

const caracal: Release = {
  ...antelope,
  name: '2024.1',
  compute: { max: '2.96' },
  blockStorage: { max: '3.71', updated: '2023-08-31T00:00:00Z' },
  directSwap: 'refused',
  hardReboot: 'tidies',
  attachmentUpdateFaults: 'precise',
}

const epoxy: Release = {
  ...caracal,
  name: '2025.1',
  compute: { max: '2.100' },
  showChecksQuery: true,
  enforceMultipath: true,
}

const flamingo: Release = {
  ...epoxy,
  name: '2025.2',
  legacyCompute: 'DEPRECATED',
  serviceRoleSwaps: true,
}

const gazpacho: Release = {
  ...flamingo,
  name: '2026.1',
  compute: { max: '2.103' },
  foreignAttachments: 'hidden',
}

const newest: Release = {
  ...gazpacho,
  name: '2026.2',
  compute: { max: '2.104' },
  unfinishedAttachments: 'hidden',
}

const RELEASES: readonly Release[] = [zed, antelope, caracal, epoxy, flamingo, gazpacho, newest]

export const RELEASE_NAMES: readonly string[] = RELEASES.map((release) => release.name)

export class UnknownReleaseError extends Error {
  override readonly name = 'UnknownReleaseError' as const

  constructor(readonly release: string) {
    super(
      `release "${release}" is not known to the reference cloud; use one of ${RELEASE_NAMES.join(', ')}, newest`,
    )
  }
}

/** The preset of a release; the newest when none is named. @throws UnknownReleaseError */
export function findRelease(name?: string): Release {
  if (name === undefined || name === 'newest') return newest
  const found = RELEASES.find((release) => release.name === name)
  if (!found) throw new UnknownReleaseError(name)
  return found
}
