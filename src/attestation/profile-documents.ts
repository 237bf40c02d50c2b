import { createHash } from 'node:crypto'
import { offeredMicroversions, offeringOnly } from '../discover/offered-microversions.ts'
import type { Target } from '../discover/target.ts'
import { documentsWhere } from '../openapi/choose-documents.ts'
import type { Contract, Contracts, Requirement } from '../openapi/contract.ts'
import { contractsOfService } from '../openapi/contracts-of-service.ts'
import {
  formatRange,
  intersect,
  isWithin,
  type MicroversionRange,
} from '../openapi/microversion.ts'
import { AttestationError } from './attestation-error.ts'
import type { Profile } from './profile.ts'
import { type ProfilePart, subjectOf } from './profile-parts.ts'

/** A document of a profile. */
export interface ProfileDocument {
  readonly contract: Contract
  /** Absent for a service without microversions. */
  readonly range?: Required<MicroversionRange>
}

/**
 * The documents that a profile covers, in the order of the package. Throws {@link AttestationError}
 * for a part that covers no document, and for a document that two parts cover.
 */
export function documentsOfProfile(
  { name, parts }: Profile,
  known: Contracts,
): readonly ProfileDocument[] {
  const found = new Map<Contract, ProfilePart>()
  for (const part of parts) {
    const own = contractsOfService(known, part.service)
    const covered = own.filter(({ id, isDefault }) =>
      part.document === undefined ? isDefault : id === part.document,
    )
    if (covered.length === 0) {
      const ids = own.map(({ id }) => id)
      const advice = ids.length === 0 ? 'leave it out' : `name one of ${ids.join(', ')}`
      throw refused(name, `covers no document with ${subjectOf(part)}: ${advice}`)
    }
    for (const contract of covered) {
      const other = found.get(contract)
      if (other !== undefined) {
        const both = `${subjectOf(other)} and ${subjectOf(part)}`
        throw refused(name, `covers ${contract.id} with ${both}: leave one of them out`)
      }
      found.set(contract, part)
    }
  }
  return [...known.values()].flatMap((contract) => {
    const part = found.get(contract)
    return part === undefined ? [] : [{ contract, ...(part.range && { range: part.range }) }]
  })
}

/** Only the documents of the profile. Throws what {@link documentsOfProfile} throws. */
export function contractsOfProfile(profile: Profile, known: Contracts): Contracts {
  const covered = new Set(documentsOfProfile(profile, known).map(({ contract }) => contract))
  return documentsWhere(known, (contract) => covered.has(contract))
}

/** The promises of a document that apply within a profile. */
export function requirementsWithin({ contract, range }: ProfileDocument): readonly Requirement[] {
  const all = contract.operations.flatMap(({ requirements }) => requirements)
  return range === undefined ? all : all.filter((one) => intersect(one.range, range) !== undefined)
}

/** The promises of a profile, in the order of the documents. */
export function requirementsOf(profile: Profile, known: Contracts): readonly Requirement[] {
  return documentsOfProfile(profile, known).flatMap(requirementsWithin)
}

/**
 * `sha256:<hex>` of the promises of a profile; it differs when a promise was added, removed or
 * changed.
 */
export function profileDigest(requirements: readonly Requirement[]): string {
  const lines = requirements.map(({ id, level, range, persona, when }) =>
    JSON.stringify([id, level, formatRange(range), persona, when]),
  )
  return `sha256:${createHash('sha256').update(lines.sort().join('\n')).digest('hex')}`
}

/**
 * The target at the microversions that the profile has for a document. Throws {@link
 * AttestationError} when the target does not offer the whole range, or the document does not cover
 * it.
 */
export function targetWithin(
  target: Target,
  { contract, range }: ProfileDocument,
  { name }: Profile,
): Target {
  if (range === undefined) return target
  const { identity } = target
  const { id, service, range: covered } = contract
  const offered = offeredMicroversions(identity, service)
  if (offered === undefined) {
    throw refused(name, `the target has no service ${service}: leave it out of the profile`)
  }
  for (const version of [range.min, range.max]) {
    if (covered === undefined || !isWithin(version, covered)) {
      const known = covered ? formatRange(covered) : 'nothing'
      throw refused(name, `${version} is outside of ${known}, which the contract ${id} covers`)
    }
    if (!isWithin(version, offered)) {
      const offer = `${identity.name} offers ${formatRange(offered)} of ${service}`
      throw refused(name, `${offer}, and not ${version}: name a profile that the target offers`)
    }
  }
  return { ...target, identity: offeringOnly(identity, { [service]: range }) }
}

function refused(profile: string, why: string): AttestationError {
  return new AttestationError(`--profile ${profile}`, why)
}
