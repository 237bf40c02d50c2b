import type { RequirementId } from '../openapi/contract.ts'
import { didYouMean, nearMisses } from '../patterns/near-misses.ts'
import { matchesPattern } from '../patterns/pattern-distance.ts'
import type { SettingsWaiver } from './settings.ts'
import { SettingsError } from './settings-error.ts'

/**
 * Refuses waivers that have expired and waivers that match no requirement: they would excuse
 * nothing, and nobody would notice. Throws {@link SettingsError} for the first.
 */
export function checkWaivers(
  waivers: readonly SettingsWaiver[],
  requirements: readonly RequirementId[],
  now: Date = new Date(),
): void {
  const today = now.toISOString().slice(0, 10)
  for (const { requirement, expires, place } of waivers) {
    if (expires < today) {
      throw new SettingsError({
        ...place,
        key: `${place.key}.expires`,
        problem: `is ${expires}, which is past (${requirement})`,
        expected: 'a day to come',
        advice: 'delete the waiver, or have its owner decide on another day',
      })
    }
    if (!requirements.some((id) => matchesPattern(requirement, id))) {
      throw new SettingsError({
        ...place,
        key: `${place.key}.requirement`,
        problem: `${JSON.stringify(requirement)} matches no requirement`,
        expected: 'the id of a requirement, or a glob with * for any text and ? for one character',
        advice: didYouMean(nearMisses(requirement, requirements), 'attest plan lists them'),
      })
    }
  }
}
