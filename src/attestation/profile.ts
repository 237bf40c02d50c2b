import { packagedServices } from '../openapi/load-services.ts'
import type { Services } from '../openapi/service-description.ts'
import { didYouMean, nearMisses } from '../patterns/near-misses.ts'
import { AttestationError } from './attestation-error.ts'
import { type ProfilePart, parseParts, spellParts } from './profile-parts.ts'
import { packagedReleases, type Releases } from './releases.ts'

/** What a certificate is about: documents at microversions, and the promises that hold there. */
export interface Profile {
  /** A release, or the parts in their one spelling: who names the same parts names the same profile. */
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
