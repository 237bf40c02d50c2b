import type { RunOfSite } from './run-of-site.ts'
import { casesOf, verdictOf } from './verdicts-of.ts'

/**
 * The promises that apply in one run, and in the other do not apply, or are not planned although it
 * had the whole plan: those of microversions that only one of them offers.
 */
export function promisesOnlyIn(one: RunOfSite, other: RunOfSite): readonly string[] {
  const isWhole = other.run.scope.promises === other.run.scope.of
  return Object.keys(one.run.promises).filter((promise) => {
    if (!applies(one, promise)) return false
    const isPlanned = Object.hasOwn(other.run.promises, promise)
    return isPlanned ? !applies(other, promise) : isWhole
  })
}

function applies({ run, judgement }: RunOfSite, promise: string): boolean {
  const verdict = verdictOf(casesOf(run, judgement, promise))
  return verdict !== undefined && verdict !== 'not-applicable'
}
