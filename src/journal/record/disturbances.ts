import type { Exchange } from '../../openstack/exchange.ts'
import { disturbanceOf } from '../../openstack/http/disturbance.ts'

/** Numbers of requests that were disturbed on the way between the run and the target's services. */
export type Disturbances = Readonly<
  Record<'transport' | 'unavailable' | 'rateLimited' | 'tokenLost' | 'repeated', number>
>

const KINDS = {
  transport: 'transport',
  unavailable: 'unavailable',
  'rate-limited': 'rateLimited',
  'token-lost': 'tokenLost',
} as const

/** The disturbances of an exchange; usually none. */
export function disturbancesIn(exchange: Exchange): readonly (keyof Disturbances)[] {
  // A request that was cancelled because the run was broken off is no disturbance.
  if (exchange.problem === 'aborted') return NOTHING
  const disturbance = disturbanceOf(exchange)
  if (disturbance === undefined && exchange.repeats === undefined) return NOTHING
  return [
    ...(exchange.repeats === undefined ? [] : (['repeated'] as const)),
    ...(disturbance === undefined ? [] : [KINDS[disturbance.kind]]),
  ]
}

const NOTHING: readonly (keyof Disturbances)[] = []

export function countDisturbances(seen: Iterable<keyof Disturbances>): Disturbances {
  const counts = { transport: 0, unavailable: 0, rateLimited: 0, tokenLost: 0, repeated: 0 }
  for (const what of seen) counts[what] += 1
  return counts
}

/** One line about them for people; undefined for a run without disturbances. */
export function disturbanceLine(counts: Disturbances): string | undefined {
  const { transport, unavailable, rateLimited, tokenLost, repeated } = counts
  const parts = [
    [transport, 'without an answer'],
    [unavailable, 'answered 502, 503 or 504'],
    [rateLimited, 'told to wait'],
    [tokenLost, 'without a token'],
  ] as const
  const seen = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return seen.length === 0
    ? undefined
    : `disturbed requests: ${seen.join(', ')}; ${repeated} were sent again`
}
