import type { Evidence, Service } from '../openapi/contract.ts'
import { intersect } from '../openapi/microversion.ts'
import { packagedReleases, type Releases } from './releases.ts'

/**
 * The releases in which evidence of an erratum shows, oldest first: from its first to its last one, as far
 * as they have the microversions that it is about.
 */
export function releasesShowing(
  { from, to, range }: Evidence,
  service: Service,
  releases: Releases = packagedReleases(),
): readonly string[] {
  const names = [...releases.keys()]
  const first = from === undefined ? 0 : names.indexOf(from)
  const last = to === undefined ? names.length - 1 : names.indexOf(to)
  return names.slice(first, last + 1).filter((name) => {
    const newest = releases.get(name)?.find((part) => part.service === service)?.range?.max
    return newest === undefined || intersect(range, { max: newest }) !== undefined
  })
}
