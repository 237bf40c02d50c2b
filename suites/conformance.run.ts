import { setMaxListeners } from 'node:events'
import { afterAll, inject, test } from 'vitest'
import { createPools } from '../fixtures/pools/pools.ts'
import { runCase, type Stage } from '../fixtures/run-case.ts'
import { RunContext } from '../fixtures/run-context.ts'
import { Standing } from '../fixtures/standing.ts'
import { reportInVitest } from '../reports/allure/report-in-vitest.ts'
import { highlightsOf } from '../reports/allure/shown-cases.ts'
import { closeSessions, openSessions } from '../src/discover/open-sessions.ts'
import { placeOf } from '../src/discover/place.ts'
import { loadContracts } from '../src/openapi/load-contract.ts'
import { operationLookup } from '../src/openapi/operation-lookup.ts'
import { listenForBreakOff } from '../src/run/break-off.ts'
import { Journal } from '../src/run/journal.ts'
import type { RunOrder } from '../src/run/run-order.ts'
import { scenarios } from './suites.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly attest: RunOrder
  }
}

// Vitest runs this one file: all cases at once in one worker, because they wait for the
// target nearly all of the time.
const order = inject('attest')
const contracts = loadContracts()
const lookup = operationLookup(contracts)
const journal = new Journal(order.journal)
const breakOff = listenForBreakOff(order.run)
const { signal } = breakOff
// One listener for each request and wait that is under way.
setMaxListeners(0, signal)
// That the cloud can be reached is known by now; a busy one is waited for.
const { answerMs } = order.deadlines
const limits = { connectMs: 30_000, ...(answerMs !== undefined && { answerMs }) }
const place = placeOf(order.cloudsFile)
const sessions = await openSessions(order.clouds, place, undefined, limits, order)
const run = new RunContext({
  ...order,
  contracts,
  journal,
  sessions,
  signal,
})
const highlighted = highlightsOf(order.cases)
const stage: Stage = { run, pools: createPools(run), standing: new Standing(run) }

for (const planned of order.cases) {
  const scenario = scenarios.get(planned.requirement)
  if (scenario === undefined) throw new TypeError(`no scenario for ${planned.requirement}`)
  test.concurrent(`${planned.title} @ ${planned.microversion ?? '-'}`, async ({ task, skip }) => {
    const { outcome, trace, startedAt, durationMs } = await runCase(
      stage,
      scenario,
      planned,
      signal,
    )
    const { requests, exchanges, waits } = trace
    const record = { planned, ...outcome, startedAt, durationMs, requests, exchanges, waits }
    reportInVitest(task, record, lookup, highlighted)
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
  await closeSessions(sessions)
})
