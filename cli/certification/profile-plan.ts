import type { Certificate } from '../../reports/certificate/certificate.ts'
import { type Profile, profileDigest, requirementsOf } from '../../src/attestation/profile.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { formatRange } from '../../src/openapi/microversion.ts'
import type { RequirementFilter } from '../../src/settings/requirement-filter.ts'

/** True for the promises of the profile. */
export function wantedInProfile(profile: Profile, contracts: Contracts): RequirementFilter {
  const ids = new Set<string>(requirementsOf(profile, contracts).map(({ id }) => id))
  return (requirement) => ids.has(requirement)
}

/** What a certificate says of its profile. */
export function profileFacts(profile: Profile, contracts: Contracts): Certificate['profile'] {
  const requirements = requirementsOf(profile, contracts)
  const titles = new Map(
    [...contracts.values()].map(({ service, description }) => [service, description.title]),
  )
  return {
    name: profile.name,
    ranges: Object.fromEntries(
      Object.entries(profile.ranges).map(([service, range]) => [
        titles.get(service) ?? service,
        formatRange(range).replace('–', ' to '),
      ]),
    ),
    requirements: requirements.length,
    digest: profileDigest(requirements),
  }
}
