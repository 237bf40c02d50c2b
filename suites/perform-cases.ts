import { setMaxListeners } from 'node:events'
import pLimit from 'p-limit'
import type { Outcome } from '../fixtures/conclude.ts'
import { createPools } from '../fixtures/pools/pools.ts'
import { runCase, type Stage } from '../fixtures/run-case.ts'
import { RunContext } from '../fixtures/run-context.ts'
import { Standing } from '../fixtures/standing.ts'
import { startingOrder } from '../fixtures/starting-order.ts'
import { closeSessions, openSessions, originsOf } from '../src/discover/open-sessions.ts'
import { placeOf } from '../src/discover/place.ts'
import type { Contract, Persona, Service } from '../src/openapi/contract.ts'
import { loadContracts } from '../src/openapi/load-contract.ts'
import type { Session } from '../src/openstack/session.ts'
import type { PlannedCase } from '../src/plan/case.ts'
import { listenForBreakOff } from '../src/run/break-off.ts'
import { Journal } from '../src/run/journal.ts'
import { OrderTaker } from '../src/run/order-channel.ts'
import { originsFirst } from '../src/run/origins-first.ts'
import { CASES_AT_A_TIME, type RunOrder, type RunSummons } from '../src/run/run-order.ts'
import { scenarios } from './suites.ts'

/** A case that has begun, or will when it is its turn. */
export interface CaseUnderWay {
  readonly planned: PlannedCase
  readonly outcome: Promise<Outcome>
}

export interface RunUnderWay {
  readonly cases: readonly CaseUnderWay[]
  /** Resolves when the last case has ended and nothing of the run is open in this thread. */
  readonly ended: Promise<void>
}

const runs = new Map<string, Promise<RunUnderWay>>()

/**
 * Takes the order of a run from its channel and begins at once with all its cases, in one thread
 * because they wait for the target nearly all of the time. Who asks for the channel again gets the
 * same run. Throws what opening sessions does.
 */
export function performCases(channel: string): Promise<RunUnderWay> {
  const run = runs.get(channel) ?? takeOrder(channel)
  runs.set(channel, run)
  return run
}

async function takeOrder(channel: string): Promise<RunUnderWay> {
  const taker = new OrderTaker<RunSummons, RunOrder>(channel)
  // From now on: a run may be broken off before its sessions are open.
  const breakOff = listenForBreakOff(channel)
  const contracts = loadContracts()
  const summons = await taker.summons
  // The user's limit counts for the leader and for this worker: they do not send at the same time.
  if (summons.requestsPerSecond !== undefined) await taker.order
  const opening = openOwnSessions(summons, breakOff.signal)
  // Who waits for it is told.
  opening.catch(() => undefined)
  const order = await taker.order
  const sessions = order && (await unlessBrokenOff(opening, breakOff.signal))
  const done = (): void => {
    breakOff.close()
    taker.done()
  }
  if (order === undefined || sessions === undefined) {
    done()
    opening.then(closeSessions, () => undefined)
    return { cases: [], ended: Promise.resolve() }
  }
  return begin(order, { contracts, sessions, signal: breakOff.signal, done })
}

/** Undefined when the run was broken off meanwhile: whoever leads it settles its cases then. */
async function unlessBrokenOff<T>(opening: Promise<T>, signal: AbortSignal) {
  try {
    return await opening
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}

function openOwnSessions(
  { clouds, cloudsFile, answerMs, requestsPerSecond }: RunSummons,
  signal: AbortSignal,
) {
  // That the cloud can be reached is known by now; a busy one is waited for.
  const limits = { connectMs: 30_000, ...(answerMs !== undefined && { answerMs }) }
  const rules = { ...(requestsPerSecond !== undefined && { requestsPerSecond }) }
  return openSessions(clouds, placeOf(cloudsFile), undefined, limits, rules, undefined, signal)
}

interface Outfit {
  readonly contracts: ReadonlyMap<Service, Contract>
  readonly sessions: ReadonlyMap<Persona, Session>
  /** Given when the run is broken off. */
  readonly signal: AbortSignal
  /** To be called when the last case has ended. */
  readonly done: () => void
}

function begin(order: RunOrder, { contracts, sessions, signal, done }: Outfit): RunUnderWay {
  // The leader of the run writes no more until this worker is done.
  const file = new Journal(order.journal, { alone: true })
  const journal = originsFirst(file, originsOf(sessions))
  // One listener for each request and wait that is under way.
  setMaxListeners(0, signal)
  const run = new RunContext({ ...order, contracts, journal, sessions, signal })
  const stage: Stage = { run, pools: createPools(run), standing: new Standing(run) }
  const turn = pLimit(CASES_AT_A_TIME)
  const cases = startingOrder(order.cases, scenarios).map((planned): CaseUnderWay => {
    const outcome = turn(() => outcomeOf(planned, stage, signal))
    // Who looks at the case is told, which may be later.
    outcome.catch(() => undefined)
    return { planned, outcome }
  })
  const finish = async (): Promise<void> => {
    await Promise.allSettled(cases.map(({ outcome }) => outcome))
    file.close()
    done()
    await closeSessions(sessions)
  }
  return { cases, ended: finish() }
}

async function outcomeOf(
  planned: PlannedCase,
  stage: Stage,
  signal: AbortSignal,
): Promise<Outcome> {
  const scenario = scenarios.get(planned.requirement)
  if (scenario === undefined) throw new TypeError(`no scenario for ${planned.requirement}`)
  return (await runCase(stage, scenario, planned, signal)).outcome
}
