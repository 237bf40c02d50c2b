import { expect, test } from 'vitest'
import { type Step, stepsOf } from './dependencies.ts'
import type { RecordedEvent } from './recording.ts'

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

function order(steps: readonly Step[]): string[] {
  const path = ({ recorded }: Step): string => new URL(recorded.exchange.request.url).pathname
  return steps.map((step) => `${path(step)} after ${[...step.after].map(path).join(', ')}`)
}

function started(id: string, volumes: { id: string }[] = []): RecordedEvent {
  return { type: 'case-started', case: id, lent: { servers: [], volumes: { plain: volumes } } }
}

function ask(id: string, at: number, path: string): RecordedEvent {
  return {
    type: 'exchange',
    case: id,
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
