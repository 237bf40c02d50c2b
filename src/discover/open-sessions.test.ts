import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  REFERENCE_PERSONAS,
  startTestCloud,
  type TestCloud,
} from '../../fixtures/testbed/test-cloud.ts'
import type { Exchange } from '../openstack/exchange.ts'
import { DiscoveryError } from './discovery-error.ts'
import { closeSessions, openSessions, type PersonaClouds } from './open-sessions.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

describe('the sessions of a run', () => {
  test('are opened for the personas that have an entry, and for nobody', async () => {
    const sessions = await openSessions(REFERENCE_PERSONAS, cloud.place)

    expect([...sessions.keys()].sort()).toEqual(
      ['admin', 'guest', 'member', 'nobody', 'reader', 'stranger'].sort(),
    )
    expect(sessions.get('reader')?.projectId).toBe(sessions.get('member')?.projectId)
    expect(sessions.get('stranger')?.projectId).not.toBe(sessions.get('member')?.projectId)
    expect(sessions.get('nobody')?.userId).toBeUndefined()
    await closeSessions(sessions)
  })

  test('may be the member’s alone', async () => {
    const sessions = await openSessions({ member: 'reference' }, cloud.place)

    expect([...sessions.keys()]).toEqual(['member', 'nobody'])
    await closeSessions(sessions)
  })

  test('report every exchange, those of authentication included', async () => {
    const seen: Exchange[] = []

    const sessions = await openSessions({ member: 'reference' }, cloud.place, (exchange) =>
      seen.push(exchange),
    )

    expect(seen.map(({ service }) => service)).toContain('identity')
    await closeSessions(sessions)
  })
})

describe('personas in the wrong project or role', () => {
  test.each<[string, PersonaClouds, string]>([
    [
      'a stranger in the member’s own project',
      { member: 'reference', stranger: 'reference-admin' },
      'persona stranger (cloud entry "reference-admin") is in the member\'s own project: name an entry of another project',
    ],
    [
      'a reader in another project',
      { member: 'reference', reader: 'reference-stranger' },
      'persona reader (cloud entry "reference-stranger") is in another project than the member: name an entry with a role in the same project',
    ],
    [
      'a guest in another project',
      { member: 'reference', guest: 'reference-stranger' },
      'persona guest (cloud entry "reference-stranger") is in another project than the member: name an entry with a role in the same project',
    ],
  ])('are reported in one line: %s', async (_, clouds, line) => {
    const error: unknown = await openSessions(clouds, cloud.place).catch(
      (thrown: unknown) => thrown,
    )

    expect(error).toBeInstanceOf(DiscoveryError)
    expect(error).toMatchObject({ message: line })
  })

  test('are reported before any authentication when an entry is missing', async () => {
    cloud.proxy.passed.length = 0

    await expect(
      openSessions({ member: 'reference', reader: 'lab-reader' }, cloud.place),
    ).rejects.toThrow(/lab-reader does not exist \(asked for by --persona reader\)/)
    expect(cloud.proxy.passed).toEqual([])
  })

  test('are reported when a password is refused', async () => {
    cloud.proxy.fault = async (request, forward) =>
      request.body.includes('"stranger"') ? { status: 401, headers: {}, body: '' } : forward()

    await expect(openSessions(REFERENCE_PERSONAS, cloud.place)).rejects.toThrow(
      /reference-stranger/,
    )
    cloud.proxy.fault = undefined
  })
})
