import { afterAll, beforeAll, expect, test } from 'vitest'
import { runBasisOf } from '../../../api/steps/run-basis.ts'
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
import type { RunBasis } from '../../../src/journal/events/plan-events.ts'
import { defaultDocuments } from '../../../src/openapi/choose-documents.ts'
import { packagedContracts } from '../../../src/openapi/load-contract.ts'
import type { Exchange } from '../../../src/openstack/exchange.ts'
import { discoverersFor } from '../../../suites/suites.ts'
import { discoveryDifference } from './discovery-again.ts'

const contracts = defaultDocuments(packagedContracts())

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ release: 'zed' })
})
afterAll(() => cloud.close())

/** Discovers the cloud as a run does: the run basis as a journal has it, and the exchanges. */
async function discovered(
  clouds: PersonaClouds = REFERENCE_PERSONAS,
  wishes: TargetWishes = { values: {}, absent: [] },
): Promise<{ readonly basis: RunBasis; readonly exchanges: Exchange[] }> {
  const exchanges: Exchange[] = []
  const sessions = await openSessions(clouds, cloud.place, (exchange) => exchanges.push(exchange))
  try {
    const settings = {
      wishes,
      budget: { server: 3, volume: 10 },
      deadlines: { bootMs: 1, transitionMs: 1, cleanUpMs: 1 },
    }
    const target = await discoverTarget(sessions, contracts, wishes, discoverersFor(contracts))
    const basis = runBasisOf('run', target, sessions, settings)
    return { basis: JSON.parse(JSON.stringify(basis)), exchanges }
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
  'Everything known of a target follows from the recorded exchanges of its discovery: %s',
  async (_, clouds, wishes) => {
    const { basis, exchanges } = await discovered(clouds, wishes)
    expect(await discoveryDifference(basis, exchanges, contracts)).toBeUndefined()
  },
)

test('It follows also where answers were lost and requests repeated', async () => {
  const lost = new Set<string>()
  cloud.proxy.fault = async ({ method, path }, forward) => {
    const isFirst = method === 'GET' && !lost.has(path)
    lost.add(path)
    return isFirst ? { status: 503, headers: {}, body: '' } : forward()
  }
  const { basis, exchanges } = await discovered({ member: REFERENCE_PERSONAS.member })
  cloud.proxy.fault = undefined
  expect(exchanges.some(({ repeats }) => repeats !== undefined)).toBe(true)
  expect(await discoveryDifference(basis, exchanges, contracts)).toBeUndefined()
})

test('It does not follow with other wishes, nor when any answer is missing', async () => {
  const { basis, exchanges } = await discovered()
  const absent = [{ feature: 'resize', reason: 'so' }] as const
  const wishes: TargetWishes = { values: {}, absent }
  expect(await discoveryDifference({ ...basis, wishes }, exchanges, contracts)).toBe(
    'target.features.resize.available does not follow from the answers of discovery',
  )
  const { wishes: _, ...earlier } = basis
  expect(await discoveryDifference(earlier, exchanges, contracts)).toContain('an earlier version')
  for (const place of exchanges.keys()) {
    const others = exchanges.toSpliced(place, 1)
    expect(await discoveryDifference(basis, others, contracts), `${place}`).toBeDefined()
  }
})
