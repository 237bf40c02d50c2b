import type { History } from '../../explore/history/history.ts'
import { byOf, serviceOf } from '../../explore/history/step.ts'
import { inWords } from '../../explore/history/words.ts'
import { offeredMicroversions } from '../../src/discover/offered-microversions.ts'
import type { Target } from '../../src/discover/target.ts'
import { isWithin, microversion } from '../../src/openapi/microversion.ts'
import { UsageError } from '../errors/usage-error.ts'
import type { ExploreFlags } from './explore-target.ts'

/** What an exploration is to do: find histories from a seed on, or repeat one. */
export type Order =
  | {
      readonly kind: 'generated'
      readonly seed: number
      readonly lanes: number
      readonly length: number
      readonly most?: number
      readonly strict?: boolean
    }
  | {
      readonly kind: 'given'
      readonly history: History
      readonly times: number
      readonly strict?: boolean
    }

/** How often a history from a file is tried. */
const REPETITIONS = 5

export function orderOf(flags: ExploreFlags, given: History | undefined): Order {
  const { seed = Math.floor(Math.random() * 1_000_000), lanes, length, histories: most } = flags
  const strict = flags.strict === true ? { strict: true } : {}
  if (given !== undefined) return { kind: 'given', history: given, times: REPETITIONS, ...strict }
  const sizes = { seed, lanes, length, ...(most !== undefined && { most }) }
  return { kind: 'generated', ...sizes, ...strict }
}

/** Throws UsageError where a history from a file has calls that nobody can send to this target. */
export function checkCalls(order: Order, target: Target, file: string | undefined): void {
  if (order.kind !== 'given') return
  for (const step of order.history.lanes.flat()) {
    const by = byOf(step)
    if (by !== undefined && target.personas[by]?.available !== true) {
      throw new UsageError(
        `--history ${file} has calls of a ${by}: give that persona with --persona ${by}=CLOUD`,
      )
    }
    const range = offeredMicroversions(target.identity, serviceOf(step))
    if (range === undefined || isWithin(microversion(step.microversion), range)) continue
    throw new UsageError(
      `--history ${file} has "${inWords(step)}", and ${target.identity.name} offers ${range.min} to ${range.max} there: explore a cloud that has it, or correct the file`,
    )
  }
}
