import { disturbanceOf } from '../src/openstack/disturbance.ts'
import type { Results } from './results-schema.ts'
import type { RunRecord } from './run-record.ts'

/** What came between the run and the target's services, in numbers of requests. */
export function disturbancesOf(
  record: Pick<RunRecord, 'cases' | 'sharedExchanges'>,
): Results['disturbances'] {
  const counts = { transport: 0, unavailable: 0, rateLimited: 0, tokenLost: 0, repeated: 0 }
  const all = [...record.sharedExchanges, ...record.cases.flatMap(({ exchanges }) => exchanges)]
  for (const { exchange } of all) {
    // What was given up because the run was broken off is nobody's doing.
    if (exchange.problem === 'aborted') continue
    if (exchange.repeats !== undefined) counts.repeated += 1
    switch (disturbanceOf(exchange)?.kind) {
      case 'transport':
        counts.transport += 1
        break
      case 'unavailable':
        counts.unavailable += 1
        break
      case 'rate-limited':
        counts.rateLimited += 1
        break
      case 'token-lost':
        counts.tokenLost += 1
        break
    }
  }
  return counts
}

/** One line about them for people; undefined where nothing disturbed the run. */
export function disturbanceLine(counts: Results['disturbances']): string | undefined {
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
