import { expect, test } from 'vitest'
import type { RecordedEvent, RecordedExchange } from './recording.ts'
import { idsMade, idsOfSender, Translation } from './requests.ts'

const SHIP = '11111111-0000-4000-8000-000000000001'
const FERRY = '11111111-0000-4000-8000-000000000002'
const SHIP_HERE = '22222222-0000-4000-8000-000000000001'
const FERRY_HERE = '22222222-0000-4000-8000-000000000002'
const NOBODY = '33333333-0000-4000-8000-000000000000'

test('What was told has another id here, in paths and in bodies', () => {
  const translation = new Translation(new Map(), new Set())
  translation.learnFrom({ server: { id: SHIP } }, { server: { id: SHIP_HERE } })

  const { path, body } = translation.request(sent(`/servers/${SHIP}`, { server: SHIP }))

  expect(path).toBe(`/servers/${SHIP_HERE}`)
  expect(body).toBe(JSON.stringify({ server: SHIP_HERE }))
})

test('Nothing is learned from a list in another order', () => {
  const translation = new Translation(new Map(), new Set())
  translation.learnFrom({ server: { id: SHIP } }, { server: { id: SHIP_HERE } })
  const listed = (...ids: string[]) =>
    ids.map((id, index) => ({ id, image: `${id.slice(0, -1)}${index + 7}` }))

  translation.learnFrom(listed(SHIP, FERRY), listed(FERRY_HERE, SHIP_HERE))

  expect(translation.known([SHIP])).toEqual([[SHIP, SHIP_HERE]])
  expect(translation.request(sent(`/images/${SHIP.slice(0, -1)}7`)).path).toContain(
    SHIP.slice(0, -1),
  )
})

test('An id that the sender has made up is the same everywhere', () => {
  const events: RecordedEvent[] = [
    sent('/attachments', { instance_uuid: NOBODY }, { attachment: { id: SHIP } }),
    sent(`/attachments/${SHIP}`),
  ]
  const own = idsOfSender(events)
  const translation = new Translation(new Map(), own)

  translation.learnFrom({ instance: NOBODY }, { instance: FERRY_HERE })

  expect([...own]).toEqual([NOBODY])
  expect(translation.request(sent(`/servers/${NOBODY}`)).path).toBe(`/servers/${NOBODY}`)
})

test('What a request has made is learned from its answer alone, and from no list', () => {
  const post = sent('/volumes', { volume: { name: 'ship' } }, { volume: { id: SHIP } })
  const creation: RecordedEvent = {
    ...post,
    exchange: { ...post.exchange, request: { ...post.exchange.request, method: 'POST' } },
  }
  const translation = new Translation(new Map(), new Set(), idsMade([creation]))

  translation.learnFrom({ volumes: [{ id: SHIP }] }, { volumes: [{ id: FERRY_HERE }] })
  expect(translation.known([SHIP])).toEqual([])

  translation.learnFrom({ volume: { id: SHIP } }, { volume: { id: SHIP_HERE } }, true)
  expect(translation.known([SHIP])).toEqual([[SHIP, SHIP_HERE]])
})

function sent(path: string, body?: unknown, answer?: unknown): RecordedExchange {
  const json = (value: unknown) =>
    value === undefined ? ({ kind: 'empty' } as const) : ({ kind: 'json', value } as const)
  return {
    type: 'exchange',
    phase: 'act',
    pausedMs: 0,
    exchange: {
      at: 0,
      durationMs: 1,
      persona: 'member',
      service: 'compute',
      request: { method: 'GET', url: `http://cloud${path}`, headers: {}, body: json(body) },
      response: { status: 200, body: json(answer) },
    },
  }
}
