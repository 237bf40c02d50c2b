import { compareMicroversions } from '../../src/openapi/microversion.ts'
import type { Waiver } from '../../src/waivers/waiver.ts'
import { grouped } from '../results/grouped.ts'
import type { Finding } from './finding.ts'

/** Who accepts a failure, until when, and why. */
export type WaiverTerms = Pick<Waiver, 'owner' | 'expires'> &
  Partial<Pick<Waiver, 'reason' | 'issue'>>

/** Waivers that excuse the failed cases of a finding: one for each promise, at the microversions where it failed. */
export function findingWaivers(
  { title, cases, kind }: Pick<Finding, 'title' | 'cases' | 'kind'>,
  { owner, expires, reason = title, issue }: WaiverTerms,
): readonly Waiver[] {
  if (kind === 'error') return []
  return [...grouped(cases, ({ planned }) => planned.requirement)].map(([requirement, own]) => {
    const versions = own
      .flatMap(({ planned: { microversion } }) => microversion ?? [])
      .sort(compareMicroversions)
    const [min] = versions
    const max = versions.at(-1)
    return {
      requirement,
      ...(min !== undefined && max !== undefined && { microversions: { min, max } }),
      reason,
      owner,
      ...(issue !== undefined && { issue }),
      expires,
    }
  })
}
