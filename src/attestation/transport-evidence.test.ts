import { expect, it } from 'vitest'
import { syntheticEvents } from '../../reports/synthetic/synthetic-events.ts'
import type { JournalEvent } from '../journal/events/journal-event.ts'
import { OriginLog } from '../openstack/http/origin-log.ts'
import { TransportEvidence } from './transport-evidence.ts'

function faultIn(events: readonly JournalEvent[]): string | undefined {
  const evidence = new TransportEvidence()
  for (const event of events) {
    const fault = evidence.enter(event)
    if (fault !== undefined) return fault
  }
  return evidence.close()
}

const seen = (event: JournalEvent) => event.type === 'origin-seen'

it('finds nothing when each exchange went to an origin that was recorded before', () => {
  expect(faultIn(syntheticEvents())).toBeUndefined()
})

it('finds an exchange whose origin is not recorded, or only afterwards', () => {
  const events = syntheticEvents()
  const without = events.filter((event) => !seen(event))
  expect(faultIn(without)).toContain('does not say how https://cloud.example was reached')
  expect(faultIn([...without, ...events.filter(seen)])).toContain('does not say how')
})

it('refuses TLS without a certificate, and a certificate without TLS', () => {
  const events = syntheticEvents().flatMap((event) => (event.type === 'origin-seen' ? event : []))
  const [event] = events
  if (event === undefined) throw new TypeError('no origin')
  const { certificate: _, ...plain } = event
  expect(faultIn([plain])).toBe('https://cloud.example is said to have no certificate')
  expect(faultIn([{ ...event, origin: 'http://cloud.example' }])).toContain('shown a certificate')
})

it('refuses a certificate of an origin without requests', () => {
  const [first, ...rest] = syntheticEvents()
  const [event] = rest.filter(seen)
  if (first === undefined || event?.type !== 'origin-seen') throw new TypeError('no origin')
  const bank = { ...event, origin: 'https://bank.example' }
  expect(faultIn([first, bank, ...rest])).toBe(
    'https://bank.example is said to have been reached, but no request went to it',
  )
})

it('refuses an origin with so many certificates that not all are recorded', () => {
  const log = new OriginLog()
  const [event] = syntheticEvents().flatMap((one) => (one.type === 'origin-seen' ? one : []))
  if (event?.certificate === undefined) throw new TypeError('no certificate')
  const { origin, certificate } = event
  for (let key = 0; key < 5_000; key += 1) {
    log.see({ origin, certificate: { ...certificate, publicKey: `sha256:${key}` } })
  }
  log.see({ ...event, origin: 'https://other.example' })

  expect(log.all).toHaveLength(101)
  const { at } = event
  const events = log.all.map((one): JournalEvent => ({ type: 'origin-seen', at, ...one }))
  expect(faultIn(events)).toBe(
    `${origin} has shown 100 certificates, and later ones are not recorded`,
  )
})
