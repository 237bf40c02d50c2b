import { closeSessions } from '../src/discover/open-sessions.ts'
import type { Target } from '../src/discover/target.ts'
import type { Persona } from '../src/openapi/contract.ts'
import type { Session } from '../src/openstack/session.ts'
import { chooseTarget } from './run-steps/0-choose-target.ts'
import { discover } from './run-steps/1-discover.ts'
import type { ScopeFlags, TargetFlags } from './target-options.ts'
import type { Tested } from './tested-documents.ts'

export interface Seen extends Tested {
  readonly target: Target
  readonly sessions: ReadonlyMap<Persona, Session>
}

/** Discovers the target that the flags name, calls `look` with it, and releases it. */
export async function withTarget<T>(
  flags: TargetFlags & ScopeFlags,
  { settings, contracts }: Tested,
  look: (seen: Seen) => T | Promise<T>,
): Promise<T> {
  const chosen = await chooseTarget(settings, flags.release)
  try {
    const { target, sessions } = await discover(chosen, settings, contracts)
    try {
      return await look({ settings, contracts, target, sessions })
    } finally {
      await closeSessions(sessions)
    }
  } finally {
    await chosen.close()
  }
}
