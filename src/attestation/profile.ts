import { packagedServices } from '../openapi/load-services.ts'
import type { Services } from '../openapi/service-description.ts'
import { didYouMean, nearMisses } from '../patterns/near-misses.ts'
import { AttestationError } from './attestation-error.ts'
import { type ProfilePart, parseParts, spellParts } from './profile-parts.ts'
import { packagedReleases, type Releases } from './releases.ts'

/** The subject of a certificate: documents at microversions, and the promises that apply there. */
export interface Profile {
  /**
   * A release, or the parts in canonical spelling, so that the same parts always have the same
   * name.
   */
  readonly name: string
  readonly parts: readonly ProfilePart[]
}

/** Reads the name of a profile. Throws {@link AttestationError}. */
export function parseProfile(
  name: string,
  services: Services = packagedServices(),
  releases: Releases = packagedReleases(),
): Profile {
  const release = name.toLowerCase()
  const released = releases.get(release)
  if (released !== undefined) return { name: release, parts: released }
  const parts = parseParts(name, services)
  if (typeof parts !== 'string') return { name: spellParts(parts), parts }
  const names = [...releases.keys()]
  const [example = []] = releases.values()
  throw new AttestationError(
    `--profile ${JSON.stringify(name)}`,
    `is no profile: expected a release (${names.join(', ')}) or ranges such as ${spellParts(example)}; ${didYouMean(nearMisses(name, names), parts)}`,
  )
}
