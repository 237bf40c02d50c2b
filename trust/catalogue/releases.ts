import { matchesPattern } from '../../src/patterns/pattern-distance.ts'
import type { Fault } from '../fault.ts'

/**
 * The release of the reference cloud that still makes promises which newer releases do not make.
 */
const OLDER = 'zed'

/** Promises that the newest release does not make, according to errata. */
const GIVEN_UP = [
  // Administrators may swap volumes directly up to 2023.1.
  'compute.update:202:swap*',
  'compute.update:400:swap-of-detaching-volume',
  // Attachments of other projects are refused, not hidden.
  'block-storage.delete:403:foreign-attachment',
]

/** The release on which a fault is tried if it violates only such promises. */
export function onlyOlderReleases(requirements: readonly string[]): Pick<Fault, 'release'> {
  return requirements.every((id) => GIVEN_UP.some((glob) => matchesPattern(glob, id)))
    ? { release: OLDER }
    : {}
}
