import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  REFERENCE_PERSONAS,
  startTestCloud,
  type TestCloud,
} from '../../../fixtures/testbed/test-cloud.ts'
import { discoverTarget } from '../../../src/discover/discover-target.ts'
import {
  closeSessions,
  openSessions,
  type PersonaClouds,
} from '../../../src/discover/open-sessions.ts'
import type { TargetWishes } from '../../../src/discover/target.ts'
import type { StageFacts } from '../../../src/journal/events/plan-events.ts'
import { loadContracts } from '../../../src/openapi/load-contract.ts'
import type { Exchange } from '../../../src/openstack/exchange.ts'
import { discoverersFor } from '../../../suites/suites.ts'
import { stageOf } from '../../run-steps/stage.ts'
import { discoveryDifference } from './discovery-again.ts'

const contracts = loadContracts()

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ release: 'zed' })
})
afterAll(() => cloud.close())

/** Discovers the cloud as a run does: what comes of it, as a journal has it, and what was exchanged. */
async function discovered(
  clouds: PersonaClouds = REFERENCE_PERSONAS,
  wishes: TargetWishes = { values: {}, absent: [] },
): Promise<{ readonly stage: StageFacts; readonly exchanges: Exchange[] }> {
  const exchanges: Exchange[] = []
  const sessions = await openSessions(clouds, cloud.place, (exchange) => exchanges.push(exchange))
  try {
    const settings = {
      wishes,
      budget: { server: 3, volume: 10 },
      deadlines: { bootMs: 1, transitionMs: 1, cleanUpMs: 1 },
    }
    const target = await discoverTarget(sessions, contracts, wishes, discoverersFor(contracts))
    const stage = stageOf('run', target, sessions, settings)
    return { stage: JSON.parse(JSON.stringify(stage)), exchanges }
  } finally {
    await closeSessions(sessions)
  }
}

test.each<[string, PersonaClouds, TargetWishes | undefined]>([
  ['all personas', REFERENCE_PERSONAS, undefined],
  ['the member alone', { member: REFERENCE_PERSONAS.member }, undefined],
  [
    'wishes',
    REFERENCE_PERSONAS,
    {
      values: {
        ...{ image: 'reference-image', flavor: '2', network: 'auto' },
        'multiattach-type': 'shareable',
      },
      absent: [{ feature: 'shelve', reason: 'never' }],
    },
  ],
])(
  'What is known of a target follows from what was recorded of its discovery: %s',
  async (_, clouds, wishes) => {
    const { stage, exchanges } = await discovered(clouds, wishes)
    expect(await discoveryDifference(stage, exchanges, contracts)).toBeUndefined()
  },
)

test('It follows where answers were lost and asked for again', async () => {
  const lost = new Set<string>()
  cloud.proxy.fault = async ({ method, path }, forward) => {
    const isFirst = method === 'GET' && !lost.has(path)
    lost.add(path)
    return isFirst ? { status: 503, headers: {}, body: '' } : forward()
  }
  const { stage, exchanges } = await discovered({ member: REFERENCE_PERSONAS.member })
  cloud.proxy.fault = undefined
  expect(exchanges.some(({ repeats }) => repeats !== undefined)).toBe(true)
  expect(await discoveryDifference(stage, exchanges, contracts)).toBeUndefined()
})

test('It does not follow from other wishes, nor from any answer that is missing', async () => {
  const { stage, exchanges } = await discovered()
  const absent = [{ feature: 'resize', reason: 'so' }] as const
  const wishes: TargetWishes = { values: {}, absent }
  expect(await discoveryDifference({ ...stage, wishes }, exchanges, contracts)).toBe(
    'target.features.resize.available does not follow from what discovery was answered',
  )
  const { wishes: _, ...earlier } = stage
  expect(await discoveryDifference(earlier, exchanges, contracts)).toContain('an earlier version')
  for (const place of exchanges.keys()) {
    const others = exchanges.toSpliced(place, 1)
    expect(await discoveryDifference(stage, others, contracts), `${place}`).toBeDefined()
  }
})
