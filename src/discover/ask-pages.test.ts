import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Fault } from '../../fixtures/testbed/faulty-proxy.ts'
import {
  REFERENCE_PERSONAS,
  startTestCloud,
  type TestCloud,
} from '../../fixtures/testbed/test-cloud.ts'
import { askPages } from './ask-pages.ts'
import { closeSessions, openSessions } from './open-sessions.ts'

let cloud: TestCloud
let sessions: Awaited<ReturnType<typeof openSessions>>
beforeAll(async () => {
  cloud = await startTestCloud()
  sessions = await openSessions({ member: REFERENCE_PERSONAS.member }, cloud.place)
})
afterEach(() => {
  cloud.proxy.fault = undefined
})
afterAll(async () => {
  await closeSessions(sessions)
  await cloud.close()
})

test('Each next page is requested after the last id of the page before, until a page has nothing new', async () => {
  const all = await flavors()
  cloud.proxy.fault = pagesOfOne()
  cloud.proxy.passed.length = 0

  expect(await flavors()).toEqual(all)
  expect(cloud.proxy.passed.map((call) => call.split('/flavors')[1])).toEqual([
    '',
    ...all.map((id) => `?marker=${id}`),
  ])
})

test('A cloud that ignores the marker does not cause an endless list', async () => {
  cloud.proxy.passed.length = 0

  expect((await flavors()).length).toBeGreaterThan(1)
  expect(cloud.proxy.passed).toHaveLength(2)
})

test.each([400, 404])(
  'A list is read again from its beginning when its marker is gone (%i)',
  async (status) => {
    const all = await flavors()
    cloud.proxy.fault = pagesOfOne({ status, times: 1 })

    expect(await flavors()).toEqual(all)
  },
)

test('A list that changes at every attempt is given up', async () => {
  cloud.proxy.fault = pagesOfOne({ status: 404, times: Number.POSITIVE_INFINITY })

  await expect(flavors()).rejects.toThrow(
    'the list /flavors changed 20 times while it was gone through: try again when it changes less',
  )
})

test('A failure of a later page is reported', async () => {
  cloud.proxy.fault = pagesOfOne({ status: 503, times: 1 })

  await expect(flavors()).rejects.toThrow('GET /flavors of compute answered 503 to the member: ')
})

const Flavor = z.object({ id: z.string() })

async function flavors(): Promise<string[]> {
  const member = sessions.get('member')
  if (member === undefined) throw new TypeError('the member has a session')
  const list = { service: 'compute', path: '/flavors', list: 'flavors', item: Flavor } as const
  return (await askPages(member, list)).map(({ id }) => id)
}

/** Gives one item at a time, and a status in place of so many later pages. */
function pagesOfOne(refused: { status: number; times: number } = { status: 200, times: 0 }): Fault {
  let left = refused.times
  return async ({ path }, forward) => {
    const reply = await forward()
    const [, query = ''] = path.split('?')
    const marker = new URLSearchParams(query).get('marker')
    if (marker !== null && left > 0) {
      left -= 1
      return { ...reply, status: refused.status, body: '{}' }
    }
    const all = z.object({ flavors: z.array(Flavor) }).parse(JSON.parse(reply.body)).flavors
    const begin = all.findIndex(({ id }) => id === marker) + 1
    return { ...reply, body: JSON.stringify({ flavors: all.slice(begin, begin + 1) }) }
  }
}
