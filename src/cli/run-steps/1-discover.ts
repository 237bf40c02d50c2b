import { discoverTarget } from '../../discover/discover-target.ts'
import { openSessions } from '../../discover/open-sessions.ts'
import { placeOf } from '../../discover/place.ts'
import type { Target } from '../../discover/target.ts'
import type { Contract, Persona, Service } from '../../openapi/contract.ts'
import type { Exchange } from '../../openstack/exchange.ts'
import type { Session } from '../../openstack/session.ts'
import type { Settings } from '../../settings/settings.ts'
import type { ChosenTarget } from './0-choose-target.ts'

export interface Discovered {
  readonly target: Target
  readonly sessions: ReadonlyMap<Persona, Session>
  /** All that was asked for it and answered, without secrets. */
  readonly exchanges: readonly Exchange[]
}

/** Who waits for a run to begin learns soon that nothing answers. */
const ANSWER_MS = 12_000

/**
 * Authenticates every persona and finds out what the target has; creates nothing there.
 * `whenOpen` is called when the cloud has let everybody in.
 */
export async function discover(
  chosen: ChosenTarget,
  settings: Settings,
  contracts: ReadonlyMap<Service, Contract>,
  whenOpen?: () => void,
): Promise<Discovered> {
  const { deadlines, limits } = settings
  const exchanges: Exchange[] = []
  let isOver = false
  // What the sessions are used for later is put on the record by those who use them.
  const keep = (exchange: Exchange): void => {
    if (!isOver) exchanges.push(exchange)
  }
  const sessions = await openSessions(
    chosen.clouds,
    placeOf(chosen.cloudsFile),
    keep,
    { answerMs: deadlines.answerMs ?? ANSWER_MS },
    limits,
  )
  whenOpen?.()
  const target = await discoverTarget(sessions, contracts, settings)
  isOver = true
  return { sessions, target, exchanges }
}
