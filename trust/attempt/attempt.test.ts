import { expect, test } from 'vitest'
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
