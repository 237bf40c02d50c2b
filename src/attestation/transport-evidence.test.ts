import { expect, it } from 'vitest'
import { syntheticEvents } from '../../reports/synthetic/synthetic-events.ts'
import type { JournalEvent } from '../run/journal-event.ts'
import { TransportEvidence } from './transport-evidence.ts'

function faultIn(events: readonly JournalEvent[]): string | undefined {
  const evidence = new TransportEvidence()
  for (const event of events) {
    const fault = evidence.enter(event)
    if (fault !== undefined) return fault
  }
  return undefined
}

const seen = (event: JournalEvent) => event.type === 'origin-seen'

it('finds nothing where each exchange went to an origin that was seen before', () => {
  expect(faultIn(syntheticEvents())).toBeUndefined()
})

it('misses the way of an exchange that is not on record, or only afterwards', () => {
  const events = syntheticEvents()
  const without = events.filter((event) => !seen(event))
  expect(faultIn(without)).toContain('does not say how https://cloud.example was reached')
  expect(faultIn([...without, ...events.filter(seen)])).toContain('does not say how')
})

it('believes no TLS without a certificate, and no certificate without TLS', () => {
  const events = syntheticEvents().flatMap((event) => (event.type === 'origin-seen' ? event : []))
  const [event] = events
  if (event === undefined) throw new TypeError('no origin')
  const { certificate: _, ...plain } = event
  expect(faultIn([plain])).toBe('https://cloud.example is said to have no certificate')
  expect(faultIn([{ ...event, origin: 'http://cloud.example' }])).toContain('shown a certificate')
})
