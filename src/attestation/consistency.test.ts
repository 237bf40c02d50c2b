import { describe, expect, it } from 'vitest'
import type { Exchange, ExchangeResponse } from '../openstack/exchange.ts'
import { Consistency } from './consistency.ts'

const NOON = Date.parse('2026-11-22T12:00:00.000Z')

/**
 * The answer to a request that was sent this many seconds after noon, by a clock of the service.
 */
function exchange(
  seconds: number,
  headers: ExchangeResponse['headers'],
  change: Partial<ExchangeResponse> = {},
  durationMs = 40,
): Exchange {
  return {
    id: `x${seconds}`,
    at: new Date(NOON + seconds * 1000).toISOString(),
    durationMs,
    service: 'compute',
    persona: 'member',
    request: { method: 'GET', url: 'http://cloud/x', headers: {}, body: { kind: 'empty' } },
    response: { status: 200, headers, body: { kind: 'empty' }, ...change },
  }
}

const dated = (seconds: number, wrongBy = 0, durationMs = 40) =>
  exchange(
    seconds,
    { date: new Date(NOON + (seconds + wrongBy) * 1000).toUTCString() },
    {},
    durationMs,
  )

function contradictionIn(exchanges: readonly Exchange[], part = () => 0): string | undefined {
  const consistency = new Consistency()
  for (const one of exchanges) consistency.see(one, `exchange ${one.id}`, part())
  return consistency.close()
}

const STEADY = Array.from({ length: 20 }, (_, at) => dated(at * 3))

describe('the dates of a service', () => {
  it('may be wrong by the same time in all answers', () => {
    expect(contradictionIn(STEADY)).toBeUndefined()
    expect(
      contradictionIn(Array.from({ length: 20 }, (_, at) => dated(at, -7_200))),
    ).toBeUndefined()
  })

  it('may be late where the answer took long', () => {
    expect(contradictionIn(STEADY.toSpliced(10, 0, dated(29, 25, 25_500)))).toBeUndefined()
  })

  it.each([
    ['a minute later', dated(29, 60)],
    ['ten seconds earlier', dated(29, -10)],
    ['of another weekday', exchange(0, { date: 'Mon, 22 Nov 2026 12:00:00 GMT' })],
    ['no date', exchange(0, { date: 'Sun, 22 Nov 2026 12:00:0x GMT' })],
  ])('are refused when one of them does not fit: %s', (_, other) => {
    expect(contradictionIn(STEADY.toSpliced(10, 0, other))).toContain(
      `exchange ${other.id}: its date, "${other.response?.headers.date}", is not that of the others`,
    )
  })

  it('may be of another clock in another segment of the run', () => {
    let part = 0
    const other = Array.from({ length: 20 }, (_, at) => dated(at, 90))
    expect(contradictionIn([...STEADY, ...other], () => (part++ < 20 ? 1 : 2))).toBeUndefined()
  })

  it.each([-30, 30, -7_200])('may step by %d seconds at any place, on either side', (step) => {
    for (let at = 0; at <= STEADY.length; at += 1) {
      const after = STEADY.slice(at).map((_, index) => dated((at + index) * 3, -step))
      expect(contradictionIn([...STEADY.slice(0, at), ...after])).toBeUndefined()
    }
  })

  it('may step while answers arrive in another order than their requests were sent', () => {
    const under = Array.from({ length: 40 }, (_, at) =>
      dated(at, at < 15 || (at < 25 && at % 2 === 0) ? 0 : 30),
    )
    expect(contradictionIn(under)).toBeUndefined()
  })

  it('are not compared with those of another service', () => {
    const other = STEADY.map((_, at): Exchange => ({ ...dated(at * 3, -100), service: 'identity' }))
    expect(contradictionIn(STEADY.flatMap((one, at) => [one, other[at] ?? one]))).toBeUndefined()
  })

  it('are found where two were changed in different ways', () => {
    const changed = STEADY.with(7, dated(21, 60)).with(8, dated(24, -60))
    expect(contradictionIn(changed)).toContain('exchange x21: its date')
  })

  it('are not checked where the service writes another format', () => {
    const odd = Array.from({ length: 9 }, (_, at) => exchange(at, { date: 'this morning' }))
    expect(contradictionIn(odd)).toBeUndefined()
  })
})

describe('the length of a body', () => {
  const body = { kind: 'json', value: { name: 'größer' } } as const

  it.each([
    ['compact', '19'],
    ['spaced', '28'],
  ] as const)('is the length of its text, %s', (layout, length) => {
    expect(
      contradictionIn([exchange(0, { 'content-length': length }, { body, layout })]),
    ).toBeUndefined()
    expect(contradictionIn([exchange(0, { 'content-length': '17' }, { body, layout })])).toBe(
      `exchange x0: its content-length is "17", and the body has ${length} bytes`,
    )
  })

  it('is that of another text where the body came compressed', () => {
    const headers = { 'content-length': '17', 'content-encoding': 'gzip' }
    expect(contradictionIn([exchange(0, headers, { body, layout: 'compact' })])).toBeUndefined()
  })

  it('is 0 where there is no body', () => {
    expect(contradictionIn([exchange(0, { 'content-length': '1' })])).toContain('has 0 bytes')
    expect(contradictionIn([exchange(0, { 'content-length': '0' })])).toBeUndefined()
  })

  it('is unknown for a redacted body, and for an unknown layout', () => {
    const redacted = { kind: 'json', value: { adminPass: '[redacted]' } } as const
    const headers = { 'content-length': '3' }
    expect(
      contradictionIn([exchange(0, headers, { body: redacted, layout: 'compact' })]),
    ).toBeUndefined()
    expect(contradictionIn([exchange(0, headers, { body })])).toBeUndefined()
  })
})
