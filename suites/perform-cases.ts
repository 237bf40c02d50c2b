import { setMaxListeners } from 'node:events'
import { afterAll, test } from 'vitest'
import { createPools } from '../fixtures/pools/pools.ts'
import { runCase, type Stage } from '../fixtures/run-case.ts'
import { RunContext } from '../fixtures/run-context.ts'
import { Standing } from '../fixtures/standing.ts'
import { startingOrder } from '../fixtures/starting-order.ts'
import { closeSessions, openSessions } from '../src/discover/open-sessions.ts'
import { placeOf } from '../src/discover/place.ts'
import type { Contract, Persona, Service } from '../src/openapi/contract.ts'
import { loadContracts } from '../src/openapi/load-contract.ts'
import type { Session } from '../src/openstack/session.ts'
import { listenForBreakOff } from '../src/run/break-off.ts'
import { Journal } from '../src/run/journal.ts'
import { OrderTaker } from '../src/run/order-channel.ts'
import type { RunOrder, RunSummons } from '../src/run/run-order.ts'
import { scenarios } from './suites.ts'

/**
 * Takes the order of a run from its channel and registers a test for each case, all at once in one
 * worker, because they wait for the target nearly all of the time. Throws what opening sessions does.
 */
export async function performCases(channel: string): Promise<void> {
  const taker = new OrderTaker<RunSummons, RunOrder>(channel)
  const contracts = loadContracts()
  const summons = await taker.summons
  // The user's limit counts for the leader and for this worker: they do not send at the same time.
  if (summons.requestsPerSecond !== undefined) await taker.order
  const opening = openOwnSessions(summons)
  // Who waits for it is told.
  opening.catch(() => undefined)
  const order = await taker.order
  if (order === undefined) {
    taker.done()
    opening.then(closeSessions, () => undefined)
    return
  }
  register(order, { contracts, sessions: await opening, done: () => taker.done() })
}

function openOwnSessions({ clouds, cloudsFile, answerMs, requestsPerSecond }: RunSummons) {
  // That the cloud can be reached is known by now; a busy one is waited for.
  const limits = { connectMs: 30_000, ...(answerMs !== undefined && { answerMs }) }
  const rules = { ...(requestsPerSecond !== undefined && { requestsPerSecond }) }
  return openSessions(clouds, placeOf(cloudsFile), undefined, limits, rules)
}

interface Outfit {
  readonly contracts: ReadonlyMap<Service, Contract>
  readonly sessions: ReadonlyMap<Persona, Session>
  /** To be called when the last case has ended. */
  readonly done: () => void
}

function register(order: RunOrder, { contracts, sessions, done }: Outfit): void {
  // The leader of the run writes no more until this worker is done.
  const journal = new Journal(order.journal, { alone: true })
  const breakOff = listenForBreakOff(order.run)
  const { signal } = breakOff
  // One listener for each request and wait that is under way.
  setMaxListeners(0, signal)
  const run = new RunContext({ ...order, contracts, journal, sessions, signal })
  const stage: Stage = { run, pools: createPools(run), standing: new Standing(run) }

  for (const planned of startingOrder(order.cases, scenarios)) {
    const scenario = scenarios.get(planned.requirement)
    if (scenario === undefined) throw new TypeError(`no scenario for ${planned.requirement}`)
    test.concurrent(`${planned.title} @ ${planned.microversion ?? '-'}`, async ({ task, skip }) => {
      const { outcome } = await runCase(stage, scenario, planned, signal)
      task.meta.performedCase = planned.id
      if (outcome.reason === undefined) return
      const { code, message } = outcome.reason
      if (outcome.verdict === 'failed' || outcome.verdict === 'error') {
        throw new Error(`${outcome.verdict}: ${code}: ${message}`)
      }
      skip(`${outcome.verdict}: ${code}: ${message}`)
    })
  }

  afterAll(async () => {
    breakOff.close()
    journal.close()
    done()
    await closeSessions(sessions)
  })
}
