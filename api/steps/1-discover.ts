import { discoverTarget } from '../../src/discover/discover-target.ts'
import { closeSessions, openSessions } from '../../src/discover/open-sessions.ts'
import { placeOf } from '../../src/discover/place.ts'
import type { Target } from '../../src/discover/target.ts'
import type { Contracts, Persona } from '../../src/openapi/contract.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'
import type { RequestBudget } from '../../src/openstack/http/request-budget.ts'
import { goneText, type ServiceGone } from '../../src/openstack/http/silences.ts'
import type { Session } from '../../src/openstack/session.ts'
import { BrokenOff } from '../../src/run/break-off.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { discoverersFor, servicesFor } from '../../suites/suites.ts'
import { NotBegunError } from '../errors/not-begun-error.ts'
import type { ChosenTarget } from './0-choose-target.ts'

export interface Discovered {
  readonly target: Target
  readonly sessions: ReadonlyMap<Persona, Session>
  /** All exchanges of discovery, without secrets. */
  readonly exchanges: readonly Exchange[]
}

/** Shorter than in a run, so that a user is told soon when nothing answers. */
const ANSWER_MS = 12_000
/** What a clean-up has to leave, `attest cleanup` removes later: it waits less for a service than cases do. */
const GONE_MS = 60_000

export interface DiscoverOptions {
  /** Aborts discovery, with its reason. */
  readonly signal?: AbortSignal
  /** Called when a service stops answering the sessions, in discovery or later. */
  readonly onBrokenOff?: (reason: BrokenOff) => void
  /** The requests that the sessions may send; absent: any number. */
  readonly requests?: RequestBudget
}

/**
 * Authenticates every persona and finds out what the target has, without creating anything. Throws
 * {@link NotBegunError} when the signal is aborted.
 */
export async function discover(
  chosen: ChosenTarget,
  settings: Settings,
  contracts: Contracts,
  { signal, onBrokenOff = () => {}, requests }: DiscoverOptions = {},
): Promise<Discovered> {
  const { deadlines, limits } = settings
  const exchanges: Exchange[] = []
  let isOver = false
  // Later exchanges of the sessions are recorded by those who use them.
  const keep = (exchange: Exchange): void => {
    if (!isOver) exchanges.push(exchange)
  }
  let sessions: ReadonlyMap<Persona, Session> = new Map()
  const close = (): void => void closeSessions(sessions)
  signal?.addEventListener('abort', close)
  try {
    const http = { answerMs: deadlines.answerMs ?? ANSWER_MS }
    const place = placeOf(chosen.cloudsFile, servicesFor(contracts))
    const onGone = (gone: ServiceGone): void =>
      onBrokenOff(new BrokenOff('service-gone', goneText(gone)))
    const rules = { ...limits, onGone, goneMs: GONE_MS, ...(requests && { requests }) }
    sessions = await openSessions(chosen.clouds, place, keep, http, rules, undefined, signal)
    const target = await discoverTarget(
      sessions,
      contracts,
      settings.wishes,
      discoverersFor(contracts),
    )
    signal?.throwIfAborted()
    isOver = true
    return { sessions, target, exchanges }
  } catch (error) {
    await closeSessions(sessions)
    if (signal?.reason instanceof BrokenOff) throw new NotBegunError(signal.reason)
    if (signal?.aborted === true) throw new NotBegunError(new BrokenOff('interrupted'))
    throw error
  } finally {
    signal?.removeEventListener('abort', close)
  }
}
