import type { History } from '../../explore/history/history.ts'
import { byOf } from '../../explore/history/step.ts'
import type { RunContext } from '../../fixtures/core/case/run-context.ts'
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
    }
  | { readonly kind: 'given'; readonly history: History; readonly times: number }

/** How often a history from a file is tried. */
const REPETITIONS = 5

export function orderOf(
  { seed = Math.floor(Math.random() * 1_000_000), lanes, length, histories: most }: ExploreFlags,
  given: History | undefined,
): Order {
  if (given !== undefined) return { kind: 'given', history: given, times: REPETITIONS }
  return { kind: 'generated', seed, lanes, length, ...(most !== undefined && { most }) }
}

/** Throws UsageError where a history from a file has calls of a persona that is missing. */
export function checkPersonas(
  given: History | undefined,
  context: RunContext,
  file: string | undefined,
): void {
  const missing = given?.lanes
    .flat()
    .map(byOf)
    .find((by) => by !== undefined && !context.has(by))
  if (missing === undefined) return
  throw new UsageError(
    `--history ${file} has calls of a ${missing}: give that persona with --persona ${missing}=CLOUD`,
  )
}
