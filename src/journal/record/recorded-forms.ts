import { abridge } from '../../openstack/body/abridge.ts'
import type { JournalEvent } from '../events/journal-event.ts'
import type { RecordedExchange, RecordedWait } from './run-record.ts'

/** An exchange in the form for reports: bodies that are too long to show are cut. */
export function asExchange(event: JournalEvent): RecordedExchange {
  if (event.type !== 'exchange') throw new TypeError(`${event.type} is no exchange`)
  const { phase, exchange, violations } = event
  return { phase, exchange: abridge(exchange), violations }
}

/** A wait in the form for reports. */
export function asWait(event: JournalEvent): RecordedWait {
  if (event.type !== 'waited') throw new TypeError(`${event.type} is no wait`)
  return { for: event.for, ms: event.ms, polls: event.polls }
}
