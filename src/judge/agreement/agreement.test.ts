import { describe, expect, it } from 'vitest'
import { isJsonObject } from '../../openapi/json.ts'
import type { Exchange } from '../../openstack/exchange.ts'
import { Agreement } from './agreement.ts'
import type { Reader, Said } from './said.ts'

/** A service of boats: every answer says all that it has, in the form of {@link Said}. */
const boats: Reader = (_exchange, body) => (isJsonObject(body) ? (body as Said) : undefined)

interface Told {
  readonly method?: string
  readonly url?: string
  readonly status?: number
  /** When it was sent, and how long it took, in ms. */
  readonly at?: number
  readonly took?: number
  /** Of the target's clock; none where it is absent. */
  readonly date?: number
  readonly unanswered?: true
  readonly operation?: Exchange['operation']
}

const NOW = Date.parse('2026-05-05T12:00:00.000Z')
let exchanges = 0

function exchange(said: Said, told: Told = {}): Exchange {
  const { method = 'GET', url = 'http://cloud/boats/ada', status = 200, at = 0, took = 1 } = told
  exchanges += 1
  const date = told.date === undefined ? {} : { date: new Date(told.date).toUTCString() }
  return {
    id: `x${exchanges}`,
    at: new Date(NOW + at).toISOString(),
    durationMs: took,
    service: 'compute',
    persona: 'member',
    ...(told.operation && { operation: told.operation }),
    request: { method, url, headers: {}, body: { kind: 'empty' } },
    ...(told.unanswered === undefined && {
      response: { status, headers: date, body: { kind: 'json', value: said } },
    }),
  }
}

function sail(value: string, more: object = {}): Said {
  const statement = { subject: 'boat ada', property: 'sail', value, at: '/statements/0/value' }
  return { statements: [{ ...statement, things: ['ada'], ...more }] }
}

/** The codes of what is found in the last of these exchanges. */
function codes(...all: readonly Exchange[]) {
  const agreement = new Agreement([boats], new Map())
  return all.map((one) => agreement.compare(one).map(({ code }) => code)).at(-1)
}

const other = (told: Told = {}) =>
  exchange({}, { url: 'http://cloud/boats/eve', method: 'PUT', ...told })

describe('what is said of the same thing', () => {
  it('agrees, or the later answer contradicts the earlier, which is named', () => {
    const agreement = new Agreement([boats], new Map())
    const first = exchange(sail('red'))
    agreement.compare(first)

    expect(agreement.compare(exchange(sail('red')))).toEqual([])
    expect(agreement.compare(exchange(sail('blue')))).toEqual([
      {
        code: 'contradicts-answer',
        at: '/statements/0/value',
        rule: '',
        expected: `"red", as GET /boats/ada answered (exchange ${first.id})`,
        got: '"blue"',
      },
    ])
  })

  it('may be another thing after a request that may have changed it', () => {
    expect(codes(exchange(sail('red')), other(), exchange(sail('blue')))).toEqual([])
    expect(codes(exchange(sail('red')), other({ status: 202 }), exchange(sail('blue')))).toEqual([])
  })

  it('is the same after a request that was refused', () => {
    const refused = other({ status: 409 })

    expect(codes(exchange(sail('red')), refused, exchange(sail('blue')))).toHaveLength(1)
  })

  it('is the same for ever where nothing can change it', () => {
    const lasting = { lasts: true }

    expect(
      codes(exchange(sail('red', lasting)), other(), exchange(sail('b', lasting))),
    ).toHaveLength(1)
  })

  it.each([
    ['had no answer', { unanswered: true } as const],
    ['had an internal error', { status: 500 }],
    ['been accepted only, where no contract describes the call', { status: 202 }],
    ['had an answer of a gateway', { status: 504 }],
  ])('is unknown from a change on that has %s', (_what, told) => {
    const all = [other(told), exchange(sail('red'), { at: 50 }), exchange(sail('blue'), { at: 90 })]

    expect(codes(...all)).toEqual([])
  })

  it('agrees again after a change that an operation has accepted', () => {
    const changed = other({ status: 202, operation: 'compute.update' })
    const after = [exchange(sail('red'), { at: 50 }), exchange(sail('blue'), { at: 90 })]

    expect(codes(changed, ...after)).toEqual(['contradicts-answer'])
  })

  it('is not learned from a read that was sent while something was being changed', () => {
    const changed = other({ at: 0, took: 40 })
    const meanwhile = exchange(sail('red'), { at: 20, took: 60 })

    expect(codes(changed, meanwhile, exchange(sail('blue'), { at: 100 }))).toEqual([])
  })

  it('is nobody’s business where no request has named it: others may change it', () => {
    const url = 'http://cloud/boats'

    expect(codes(exchange(sail('red'), { url }), exchange(sail('blue'), { url }))).toEqual([])
  })

  it('is not compared where it was redacted', () => {
    expect(codes(exchange(sail('[redacted]')), exchange(sail('blue')))).toEqual([])
  })

  it('agrees with what an accepted request has said', () => {
    const asked = {
      statements: [{ subject: 'boat ada', property: 'sail', value: 'red', things: ['ada'] }],
    }

    expect(codes(exchange(asked, { method: 'POST' }), exchange(sail('red'), { at: 9 }))).toEqual([])
    expect(codes(exchange(asked, { method: 'POST' }), exchange(sail('blue'), { at: 9 }))).toEqual([
      'contradicts-answer',
    ])
  })
})

it('What the request has named, the answer repeats', () => {
  const said = (isSame: boolean): Said => ({ repeated: [{ at: '/id', asked: 'ada', isSame }] })

  expect(codes(exchange(said(true)))).toEqual([])
  expect(codes(exchange(said(false)))).toEqual(['contradicts-request'])
  expect(codes(exchange(said(false), { status: 404 }))).toEqual([])
})

it('Values of a list that are to be distinct are', () => {
  const berths = (...values: string[]): Said => ({
    distinct: [{ what: 'berth', values: values.map((value, at) => ({ at: `/${at}`, value })) }],
  })

  expect(codes(exchange(berths('a', 'b')))).toEqual([])
  expect(codes(exchange(berths('a', 'b', 'a', 'a')))).toEqual(['not-distinct', 'not-distinct'])
})

describe('the time of an event', () => {
  const minute = 60_000
  const launched = (ms: number, more: object = {}): Said => ({
    moments: [{ at: '/ms', ms: NOW + ms, causedBy: ['boat ada'], things: ['ada'], ...more }],
  })
  const launch = (told: Told = {}) =>
    exchange({ causes: ['boat ada'] }, { method: 'POST', ...told })

  it.each([
    ['now', 0, []],
    ['a minute after the answer', minute, []],
    ['later than that', minute + 1_000, ['implausible-time']],
    ['a minute before the request', -minute, []],
    ['earlier than that', -minute - 1_000, ['implausible-time']],
    ['the beginning of time', -NOW, ['implausible-time']],
  ])('is plausible or not: %s', (_what, ms, found) => {
    expect(codes(launch(), exchange(launched(ms)))).toEqual(found)
  })

  it('is told by the clock of the target, however wrong ours is', () => {
    const date = NOW + 60 * minute

    expect(codes(launch({ date }), exchange(launched(60 * minute), { date }))).toEqual([])
    expect(codes(launch({ date }), exchange(launched(0), { date }))).toEqual(['implausible-time'])
  })

  it('may be any past one where nothing of this trace has caused it', () => {
    expect(codes(exchange(launched(-NOW)))).toEqual([])
  })

  it('is not before one that must have come earlier', () => {
    const after = { what: 'built_at', ms: NOW - 500 }

    expect(codes(exchange(launched(-500, { after })))).toEqual([])
    expect(codes(exchange(launched(-501, { after })))).toEqual(['implausible-time'])
  })
})
