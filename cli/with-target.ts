import { closeSessions } from '../src/discover/open-sessions.ts'
import { chooseTarget } from './run-steps/0-choose-target.ts'
import { type Discovered, discover } from './run-steps/1-discover.ts'
import type { ScopeFlags, TargetFlags } from './target-options.ts'
import type { Tested } from './tested-documents.ts'

export interface Seen extends Tested, Discovered {}

/** Discovers the target that the flags name, calls `look` with it, and releases it. */
export async function withTarget<T>(
  flags: TargetFlags & ScopeFlags,
  { settings, contracts }: Tested,
  look: (seen: Seen) => T | Promise<T>,
): Promise<T> {
  const chosen = await chooseTarget(settings, flags.release)
  try {
    const discovered = await discover(chosen, settings, contracts)
    try {
      return await look({ settings, contracts, ...discovered })
    } finally {
      await closeSessions(discovered.sessions)
    }
  } finally {
    await chosen.close()
  }
}
