import { type Journal, now } from '../../src/journal/journal.ts'
import { judge } from '../../src/judge/judge-response.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import type { Settings } from '../../src/settings/settings.ts'
import type { Discovered } from './1-discover.ts'
import { runBasisOf } from './run-basis.ts'

/**
 * Records the run basis after the exchanges of discovery from which it follows, so that a reader of
 * the journal can check it.
 */
export function recordTarget(
  run: string,
  journal: Journal,
  { exchanges, target, sessions }: Discovered,
  settings: Settings,
  contracts: Contracts,
): void {
  for (const exchange of exchanges) {
    const violations = judge(exchange, contracts)
    journal.append({ type: 'exchange', phase: 'discover', exchange, violations })
  }
  const basis = runBasisOf(run, target, sessions, settings)
  journal.append({ type: 'run-basis', at: now(), basis })
}
