import { catalogue } from '../../trust/catalogue/catalogue.ts'
import type { Fault } from '../../trust/fault.ts'
import { DEFAULT_PART, partOf } from '../../trust/parts.ts'

/** Of the catalogue, each so many-th fault. */
const EVERY = 10
/** How many faults a cloud gets that somebody has. */
const ON_GIVEN_CLOUD = 10

const inDefaultPart = catalogue.filter((fault) => partOf(fault).name === DEFAULT_PART)

/**
 * Faults of all kinds: each so many-th of the catalogue, and all that make two answers disagree or
 * an operation have another effect, which are what keeps a run waiting.
 */
export function chosenFaults(every: number = EVERY): readonly Fault[] {
  return inDefaultPart
    .filter(({ release }) => release === undefined)
    .filter(({ kind }, index) => index % every === 0 || isSlow.has(kind))
}

const isSlow: ReadonlySet<Fault['kind']> = new Set(['agreement', 'effect'])

/** Some of the faults that a proxy can cause in front of any cloud. */
export function faultsForGivenCloud(): readonly Fault[] {
  const possible = chosenFaults(EVERY).filter(({ means }) => 'tamper' in means)
  const step = Math.floor(possible.length / ON_GIVEN_CLOUD)
  return possible.filter((_, index) => index % step === 0).slice(0, ON_GIVEN_CLOUD)
}
