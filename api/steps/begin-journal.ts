import { originsOf } from '../../src/discover/open-sessions.ts'
import type { Beginning, ShardIdentity } from '../../src/journal/events/run-events.ts'
import { Journal, now } from '../../src/journal/journal.ts'
import { recordOrigins } from '../../src/journal/origins-first.ts'
import { plannedEvents } from '../../src/journal/planned-events.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { packageVersion } from '../../src/package-root.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import type { Settings, SettingsWaiver } from '../../src/settings/settings.ts'
import type { Waiver } from '../../src/waivers/waiver.ts'
import type { Discovered } from './1-discover.ts'
import { recordTarget } from './record-target.ts'
import type { RunDirectory } from './run-directory.ts'

/** Begins the journal of a run with all that is known before its first case. */
export function beginJournal(
  directory: RunDirectory,
  run: {
    /** ISO 8601. */
    readonly startedAt: string
    readonly contracts: Contracts
    readonly discovered: Discovered
    readonly settings: Settings
    readonly planned: readonly PlannedCase[]
    readonly shard?: ShardIdentity
    readonly beganAs?: readonly Beginning[]
  },
): Journal {
  const { startedAt, contracts, discovered, settings, planned, shard, beganAs = [] } = run
  const journal = new Journal(directory.journal)
  journal.append({
    type: 'run-started',
    at: startedAt,
    run: directory.run,
    suite: {
      version: packageVersion,
      specs: [...contracts.values()].map(({ file, digest }) => ({ document: file, digest })),
    },
    target: discovered.target.identity,
    ...(beganAs.length > 0 && { beganAs }),
    ...(shard && { shard }),
    accepted: settings.acceptNotTested,
    ...(settings.strict && { strict: true }),
    ...(settings.waivers.length > 0 && { waivers: settings.waivers.map(withoutPlace) }),
  })
  recordOrigins(journal, originsOf(discovered.sessions))
  for (const event of plannedEvents(now(), planned)) journal.append(event)
  recordTarget(directory.run, journal, discovered, settings, contracts)
  return journal
}

/** Reports are shown to others, so the path of the waiver's file is left out. */
function withoutPlace({ place: _, ...waiver }: SettingsWaiver): Waiver {
  return waiver
}
