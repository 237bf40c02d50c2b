import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { serveReferenceCloud } from '../../reference-cloud/serve.ts'
import { openSessions } from '../../src/discover/open-sessions.ts'
import { placeOf } from '../../src/discover/place.ts'
import type { Fault } from '../fault.ts'
import { attempt, attemptWith } from './attempt.ts'
import { chooseCases } from './choose-cases.ts'

const WRONG_STATUS: Fault = {
  id: 'test/wrong-status',
  kind: 'error-status',
  sentence: 'compute.detach refuses with 400 what it should refuse with 404',
  violates: ['compute.detach:404:unknown-server'],
  means: {
    tamper:
      () =>
      async (passing, { forward, meet }) => {
        const reply = await forward()
        if (passing.operation !== 'compute.detach' || reply.status !== 404) return reply
        meet()
        return { ...reply, status: 400 }
      },
  },
}

test('A fault is killed when a requirement that it violates has failed', async () => {
  const { fate, met, cases } = await attempt(WRONG_STATUS)

  expect(fate).toBe('killed')
  expect(met).toBeGreaterThan(0)
  expect(cases).toMatchObject([
    { requirement: 'compute.detach:404:unknown-server', verdict: 'failed' },
  ])
})

test('A fault is not killed by the failure of a requirement that it does not violate', async () => {
  const unrelated: Fault = { ...WRONG_STATUS, violates: ['compute.detach:401:no-token'] }

  const { fate, cases } = await attemptWith(unrelated, 'violated', undefined, ({ target }) => [
    ...chooseCases(WRONG_STATUS, target, 'first'),
    ...chooseCases(unrelated, target, 'first'),
  ])

  expect(cases).toMatchObject([
    { requirement: 'compute.detach:404:unknown-server', verdict: 'failed' },
    { requirement: 'compute.detach:401:no-token', verdict: 'passed' },
  ])
  expect(fate).toBe('survived')
})

test('A fault that no exchange has met is unmet, whatever else went wrong', async () => {
  const absent: Fault = {
    ...WRONG_STATUS,
    means: {
      tamper:
        () =>
        async (_passing, { forward }) =>
          await forward(),
    },
  }

  expect(await attempt(absent, undefined, ['first', 'violated'])).toMatchObject({
    fate: 'unmet',
    reach: 'violated',
    met: 0,
  })
})

test('A switch of the reference cloud is a fault as well', async () => {
  const fault: Fault = {
    id: 'test/switch',
    kind: 'state',
    sentence: 'the cloud attaches volumes to a server that is locked',
    violates: ['compute.attach:409:locked-server'],
    means: { cloudFault: 'attach-to-locked-server' },
  }

  const { fate, cases } = await attempt(fault)

  expect(fate).toBe('killed')
  expect(cases).toMatchObject([{ requirement: 'compute.attach:409:locked-server' }])
})

test('A cloud that somebody has is left as it was found, whatever its fault', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'attest-trust-'))
  const cloudsFile = join(directory, 'clouds.yaml')
  const cloud = await serveReferenceCloud({ cloudsFile, latencyMs: 2 })
  vi.stubEnv('OS_CLIENT_CONFIG_FILE', cloudsFile)
  const effectless: Fault = {
    id: 'test/without-effect',
    kind: 'effect',
    sentence: 'compute.detach answers a success and does nothing',
    violates: ['compute.detach:202:detached'],
    means: {
      tamper:
        () =>
        async (passing, { forward, meet }) => {
          if (passing.operation !== 'compute.detach') return await forward()
          meet()
          const { headers } = await forward({ method: 'GET', body: '' })
          return { status: 202, headers, body: '' }
        },
    },
  }
  try {
    const clouds = { member: 'reference' }
    const deadlines = { bootMs: 5_000, transitionMs: 1_000 }
    const given = { clouds, deadlines, budget: { server: 2, volume: 4 } }

    const { fate } = await attempt(effectless, given)

    expect(fate).toBe('killed')
    const [member] = (await openSessions(clouds, placeOf(cloudsFile))).values()
    const look = async (service: 'compute' | 'block-storage', path: string) =>
      (await member?.send({ service, method: 'GET', path }))?.response?.body
    expect(await look('compute', '/servers')).toMatchObject({ value: { servers: [] } })
    expect(await look('block-storage', '/volumes')).toMatchObject({ value: { volumes: [] } })
  } finally {
    vi.unstubAllEnvs()
    await cloud.close()
    await rm(directory, { recursive: true })
  }
})
