import type { Service } from '../openapi/contract.ts'
import { ownValue } from '../own-value.ts'

/**
 * What the releases of OpenStack offer, as profiles: from where each of the contracts begins to the
 * newest microversion of the release. Never changed once published; a new release is a new line.
 */
export const RELEASE_PROFILES: Readonly<Record<string, string>> = {
  zed: 'compute-2.1..2.93+block-storage-3.27..3.70',
  '2023.1': 'compute-2.1..2.95+block-storage-3.27..3.70',
  '2024.1': 'compute-2.1..2.96+block-storage-3.27..3.71',
  '2025.1': 'compute-2.1..2.100+block-storage-3.27..3.71',
  '2025.2': 'compute-2.1..2.100+block-storage-3.27..3.71',
  '2026.1': 'compute-2.1..2.103+block-storage-3.27..3.71',
  '2026.2': 'compute-2.1..2.104+block-storage-3.27..3.71',
}

const PART = /^(.+)-\d+\.\d+\.\.(\d+\.\d+)$/

/**
 * The releases whose newest microversions are those that a cloud offers. Several releases may have
 * the same, and none may have them where a cloud lacks some or is newer than this list.
 */
export function releasesOffering(
  offered: Readonly<Record<Service, { readonly microversions?: { readonly max: string } | null }>>,
): readonly string[] {
  return Object.entries(RELEASE_PROFILES).flatMap(([release, profile]) => {
    const isOffered = profile.split('+').every((part) => {
      const [, service = '', newest] = PART.exec(part) ?? []
      return ownValue(offered, service)?.microversions?.max === newest
    })
    return isOffered ? [release] : []
  })
}
