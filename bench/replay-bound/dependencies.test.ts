import { expect, test } from 'vitest'
import { type Step, stepsOf } from './dependencies.ts'
import type { RecordedEvent, RecordedExchange } from './recording.ts'

const VOLUME = '11111111-0000-4000-8000-000000000001'
const OTHER = '11111111-0000-4000-8000-000000000002'

test('The requests of a case follow upon each other, and two cases upon nothing', () => {
  const steps = stepsOf([
    started('a', [{ id: VOLUME }]),
    started('b', [{ id: OTHER }]),
    ask('a', 0, '/one'),
    ask('b', 1, '/two'),
    ask('a', 10, '/three'),
  ])

  expect(order(steps)).toEqual(['/one after ', '/two after ', '/three after /one'])
})

test('Who is lent something waits for its last borrower', () => {
  const steps = stepsOf([
    started('a', [{ id: VOLUME }]),
    ask('a', 0, '/one'),
    started('b', [{ id: VOLUME }]),
    ask('b', 10, '/two'),
  ])

  expect(order(steps)).toEqual(['/one after ', '/two after /one'])
})

test('What a case makes for others with what it has on loan is among its own requests', () => {
  const steps = stepsOf([
    started('a', [{ id: VOLUME }]),
    ask('a', 0, '/one'),
    started('b', [{ id: VOLUME }]),
    ask(undefined, 10, '/two', 'a swap by b'),
    ask('b', 20, '/three'),
  ])

  expect(order(steps)).toEqual(['/one after ', '/two after /one', '/three after /two'])
})

test('Who is lent nothing waits for such a case that had ended, each for another', () => {
  const steps = stepsOf([
    started('a'),
    started('b'),
    ask('a', 0, '/one'),
    ask('b', 1, '/two'),
    { type: 'case-finished', case: 'a' },
    started('c'),
    ask('c', 10, '/three'),
    { type: 'case-finished', case: 'b' },
    started('d'),
    ask('d', 20, '/four'),
  ])

  expect(order(steps)).toEqual([
    '/one after ',
    '/two after ',
    '/three after /one',
    '/four after /two',
  ])
})

test('A wait is over when what it names has happened, whatever else its case is about', () => {
  const [, last] = stepsOf([
    started('a', [{ id: VOLUME }, { id: OTHER }]),
    ask('a', 0, `/volumes/${OTHER}`),
    ask('a', 10, `/volumes/${VOLUME}`),
    { type: 'waited', case: 'a', for: `volume ${VOLUME} becoming available` },
  ])

  expect([...(last?.settles ?? [])]).toEqual([VOLUME])
})

test('A wait in nobody’s name is for the new thing that it calls by its name', () => {
  const [made, looked] = stepsOf([
    create(0, 'volume-1', VOLUME),
    arranged(ask(undefined, 10, `/volumes/${VOLUME}`)),
    { type: 'waited', for: 'volume volume-1 becoming available' },
  ])

  expect(made?.settles).toBeUndefined()
  expect([...(looked?.settles ?? [])]).toEqual([VOLUME])
})

function order(steps: readonly Step[]): string[] {
  const path = ({ recorded }: Step): string => new URL(recorded.exchange.request.url).pathname
  return steps.map((step) => `${path(step)} after ${[...step.after].map(path).join(', ')}`)
}

function started(id: string, volumes: { id: string }[] = []): RecordedEvent {
  return { type: 'case-started', case: id, lent: { things: { plain: volumes } } }
}

function arranged(exchange: RecordedExchange): RecordedExchange {
  return { ...exchange, phase: 'arrange' }
}

function create(at: number, name: string, id: string): RecordedExchange {
  const event = arranged(ask(undefined, at, '/volumes'))
  const { request } = event.exchange
  return {
    ...event,
    exchange: {
      ...event.exchange,
      request: { ...request, method: 'POST', body: { kind: 'json', value: { volume: { name } } } },
      response: { status: 202, body: { kind: 'json', value: { volume: { id } } } },
    },
  }
}

function ask(id: string | undefined, at: number, path: string, group?: string): RecordedExchange {
  return {
    type: 'exchange',
    ...(id !== undefined && { case: id }),
    ...(group !== undefined && { group }),
    phase: 'act',
    pausedMs: 0,
    exchange: {
      at,
      durationMs: 2,
      persona: 'member',
      service: 'compute',
      request: { method: 'GET', url: `http://cloud${path}`, headers: {}, body: { kind: 'empty' } },
      response: { status: 200, body: { kind: 'empty' } },
    },
  }
}
