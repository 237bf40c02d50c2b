import type { Certificate } from '../../reports/certificate/certificate.ts'
import type { Profile } from '../../src/attestation/profile.ts'
import {
  documentsOfProfile,
  profileDigest,
  requirementsOf,
  requirementsWithin,
  targetWithin,
} from '../../src/attestation/profile-documents.ts'
import type { Target } from '../../src/discover/target.ts'
import type { Contracts, RequirementId } from '../../src/openapi/contract.ts'
import { formatRange } from '../../src/openapi/microversion.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { makePlan, type ScenarioSummary } from '../../src/plan/make-plan.ts'
import type { RequirementFilter } from '../../src/settings/requirement-filter.ts'

/** True for the promises of the profile. */
export function wantedInProfile(profile: Profile, known: Contracts): RequirementFilter {
  const ids = new Set<string>(requirementsOf(profile, known).map(({ id }) => id))
  return (requirement) => ids.has(requirement)
}

/**
 * The cases of a profile on a target: for each document, the first and last microversion of its
 * range and both sides of every change. Throws AttestationError where the target or a document
 * lacks a part of the range.
 */
export function planOfProfile(
  profile: Profile,
  target: Target,
  known: Contracts,
  scenarios: ReadonlyMap<RequirementId, ScenarioSummary>,
): PlannedCase[] {
  return documentsOfProfile(profile, known).flatMap((document) => {
    const ids = new Set<string>(requirementsWithin(document).map(({ id }) => id))
    return makePlan({
      contracts: new Map([[document.contract.file, document.contract]]),
      target: targetWithin(target, document, profile),
      scenarios,
      selection: { kind: 'changes' },
      wanted: (id) => ids.has(id),
    })
  })
}

/** The description of its profile in a certificate. */
export function profileFacts(profile: Profile, known: Contracts): Certificate['profile'] {
  const requirements = requirementsOf(profile, known)
  return {
    name: profile.name,
    documents: documentsOfProfile(profile, known).map(({ contract: { id, title }, range }) => ({
      id,
      title,
      microversions: range === undefined ? null : formatRange(range).replace('–', ' to '),
    })),
    requirements: requirements.length,
    digest: profileDigest(requirements),
  }
}
