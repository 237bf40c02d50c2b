import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { packetOf } from './packet.ts'
import { subunitReport } from './subunit-report.ts'

interface Read {
  readonly test: string
  readonly status: number
  readonly ms: number
  readonly name?: string
  readonly text?: string
}

/** Reads a stream packet by packet, as the protocol describes it. Throws for what is no packet. */
function read(stream: Buffer): Read[] {
  const found: Read[] = []
  let at = 0
  const number = (): number => {
    const size = ((stream[at] ?? 0) >> 6) + 1
    const value = stream.readUIntBE(at, size) & (2 ** (8 * size - 2) - 1)
    at += size
    return value
  }
  const text = (): string => {
    const length = number()
    at += length
    return stream.toString('utf8', at - length, at)
  }
  while (at < stream.length) {
    const begin = at
    expect(stream[at]).toBe(0xb3)
    const flags = stream.readUInt16BE(at + 1)
    at += 3
    const length = number()
    expect(stream.readUInt32BE(begin + length - 4)).toBe(
      crc32(stream.subarray(begin, begin + length - 4)),
    )
    const seconds = stream.readUInt32BE(at)
    at += 4
    const ms = seconds * 1000 + number() / 1e6
    const test = text()
    const hasFile = (flags & 0x40) !== 0
    if (hasFile) expect(text()).toBe('text/plain;charset=utf8')
    const file = hasFile ? { name: text(), text: text() } : {}
    found.push({ test, status: flags & 7, ms, ...file })
    at += 4
    expect(at).toBe(begin + length)
  }
  return found
}

// That stestr reads it is tried in ci/zuul/zuul.robust.ts.
describe('a stream of subunit', () => {
  const record = syntheticRecord()
  const events = read(Buffer.concat([...subunitReport(record)]))
  const last = (id: string) => events.findLast(({ test }) => test === id)

  it('has a beginning and an end of each case', () => {
    expect(events).toHaveLength(2 * record.cases.length)
    expect(events.filter(({ status }) => status === 2)).toHaveLength(record.cases.length)
    expect(new Set(events.map(({ test }) => test))).toEqual(
      new Set(record.cases.map(({ planned }) => planned.id)),
    )
  })

  it('tells passed, failed, skipped and expected failures apart, with their reasons', () => {
    const statuses = new Map([
      ['passed', 3],
      ['failed', 6],
      ['waived', 7],
      ['not-tested', 5],
      ['not-applicable', 5],
    ])
    for (const [verdict, status] of statuses) {
      const found = record.cases.find(
        (each) => each.verdict === verdict && each.planned.level === 'MUST',
      )
      expect(last(found?.planned.id ?? ''), verdict).toMatchObject({ status })
    }
    expect(last('compute.attach:409:boat-in-use@2.1')).toMatchObject({
      name: 'traceback',
      text: expect.stringContaining('wrong-status'),
    })
  })

  it('can be read again, whatever is in it', () => {
    const event = fc.record({
      test: fc.string({ minLength: 1, unit: 'grapheme', maxLength: 20_000 }),
      status: fc.constantFrom('success' as const, 'fail' as const, 'skip' as const),
      at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
      text: fc.record({ name: fc.constant('reason'), content: fc.string({ unit: 'grapheme' }) }),
    })
    fc.assert(
      fc.property(event, (given) => {
        const [one] = read(Buffer.from(packetOf(given)))
        expect(one).toMatchObject({ test: given.test, ms: given.at.getTime() })
        expect(one?.text).toBe(given.text.content)
      }),
    )
  })

  it('has every length of packet right where its own length needs one byte more', () => {
    for (let length = 1; length < 17_000; length += length < 200 ? 1 : 311) {
      const given = { test: 'x'.repeat(length), status: 'success', at: new Date(0) } as const
      expect(read(Buffer.from(packetOf(given)))[0]?.test).toHaveLength(length)
    }
  })

  it('cuts a text that a packet could not hold, between two characters', () => {
    const text = { name: 'reason', content: '€'.repeat(2_000_000) }
    const [one] = read(Buffer.from(packetOf({ test: 'a', status: 'fail', at: new Date(0), text })))
    expect(one?.text).toMatch(/^€{300000,}$/)
  })
})
