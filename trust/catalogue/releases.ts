import { matchesPattern } from '../../src/patterns/pattern-distance.ts'
import type { Fault } from '../fault.ts'

/** The preset of the reference cloud that makes the promises which newer releases have given up. */
const OLDER = 'zed'

/** Promises that the newest release does not make, as errata tell. */
const GIVEN_UP = [
  // Administrators swap volumes by hand up to 2023.1.
  'compute.update:202:swap*',
  'compute.update:400:swap-*',
  'compute.update:404:swap-*',
  // Foreign attachments are refused, not hidden.
  'block-storage.delete:403:foreign-attachment',
]

/** For faults that violate such promises only: the release on which they are looked for. */
export function onlyOlderReleases(requirements: readonly string[]): Pick<Fault, 'release'> {
  return requirements.every((id) => GIVEN_UP.some((glob) => matchesPattern(glob, id)))
    ? { release: OLDER }
    : {}
}
