import { abridge } from '../../openstack/body/abridge.ts'
import type { JournalEvent } from '../events/journal-event.ts'
import type { RecordedExchange, RecordedWait } from './run-record.ts'

/** An exchange as reports know it: what is too long to be shown is cut. */
export function asExchange(event: JournalEvent): RecordedExchange {
  if (event.type !== 'exchange') throw new TypeError(`${event.type} is no exchange`)
  const { phase, exchange, violations } = event
  return { phase, exchange: abridge(exchange), violations }
}

/** A wait as reports know it. */
export function asWait(event: JournalEvent): RecordedWait {
  if (event.type !== 'waited') throw new TypeError(`${event.type} is no wait`)
  return { for: event.for, ms: event.ms, polls: event.polls }
}
