import { type Microversion, previousMicroversion } from '../../src/openapi/microversion.ts'
import { type Difference, keyOf, type Observation } from './difference.ts'

/** What was observed at one microversion. */
export interface Seen {
  readonly at: Microversion | undefined
  readonly observations: readonly Observation[]
}

/**
 * Puts what is observed alike at microversions that follow each other into one difference with a range.
 * Each `at` stands for all versions up to the next one of the list, the last one up to `newest`.
 */
export function overRanges(
  seen: readonly Seen[],
  newest: Microversion | undefined,
): readonly Difference[] {
  const done: Difference[] = []
  let open = new Map<string, { from: Microversion; observation: Observation }>()
  const close = (key: string, before: Microversion) => {
    const entry = open.get(key)
    const max = previousMicroversion(before)
    if (entry && max) done.push({ ...entry.observation, range: { min: entry.from, max } })
  }
  for (const { at, observations } of seen) {
    const now = new Map(observations.map((observation) => [keyOf(observation), observation]))
    if (at === undefined) {
      done.push(...now.values())
      continue
    }
    for (const key of open.keys()) if (!now.has(key)) close(key, at)
    open = new Map(
      [...now].map(([key, observation]) => [key, { from: open.get(key)?.from ?? at, observation }]),
    )
  }
  for (const { from, observation } of open.values()) {
    done.push({ ...observation, ...(newest && { range: { min: from, max: newest } }) })
  }
  return done
}
