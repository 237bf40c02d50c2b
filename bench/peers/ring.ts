import { discoverTarget } from '../../src/discover/discover-target.ts'
import { closeSessions, openSessions } from '../../src/discover/open-sessions.ts'
import { placeOf } from '../../src/discover/place.ts'
import type { Target } from '../../src/discover/target.ts'
import type { Persona } from '../../src/openapi/contract.ts'
import type { Session } from '../../src/openstack/session.ts'
import { discoverersFor } from '../../suites/suites.ts'
import type { GivenClouds } from '../measurement.ts'
import type { Subject } from '../subject.ts'
import { comparedDocuments } from './compared-documents.ts'

/** What all peers have in common: a cloud, and facts about it that are found before time is taken. */
export interface Ring {
  /** The version of Attest that is measured. */
  readonly subject: Subject
  readonly clouds: GivenClouds
  readonly target: Target
  readonly sessions: ReadonlyMap<Persona, Session>
  /** A folder for files that several runs need. */
  readonly scratch: string
  readonly say: (what: string) => void
}

/** Opens the cloud, gives it to `use`, and closes it. Throws what discovery throws. */
export async function withRing<Result>(
  order: Pick<Ring, 'subject' | 'clouds' | 'scratch' | 'say'>,
  use: (ring: Ring) => Promise<Result>,
): Promise<Result> {
  const sessions = await openSessions(order.clouds, placeOf())
  try {
    const target = await discoverTarget(
      sessions,
      comparedDocuments,
      { values: {}, absent: [] },
      discoverersFor(comparedDocuments),
    )
    return await use({ ...order, target, sessions })
  } finally {
    await closeSessions(sessions)
  }
}

/** The session of the member, who owns what the tools create. */
export function memberOf({ sessions }: Pick<Ring, 'sessions'>): Session {
  const member = sessions.get('member')
  if (member === undefined) throw new TypeError('a ring has a member')
  return member
}
