import { discoverTarget } from '../../discover/discover-target.ts'
import { openSessions } from '../../discover/open-sessions.ts'
import { placeOf } from '../../discover/place.ts'
import type { Target } from '../../discover/target.ts'
import type { Contract, Persona, Service } from '../../openapi/contract.ts'
import type { Session } from '../../openstack/session.ts'
import type { Settings } from '../../settings/settings.ts'
import type { ChosenTarget } from './0-choose-target.ts'

export interface Discovered {
  readonly target: Target
  readonly sessions: ReadonlyMap<Persona, Session>
}

/** Authenticates every persona and finds out what the target has; creates nothing there. */
export async function discover(
  chosen: ChosenTarget,
  settings: Settings,
  contracts: ReadonlyMap<Service, Contract>,
): Promise<Discovered> {
  const sessions = await openSessions(chosen.clouds, placeOf(chosen.cloudsFile))
  return { sessions, target: await discoverTarget(sessions, contracts, settings) }
}
