import type { OriginLog } from '../openstack/http/origin-log.ts'
import { type JournalSink, now } from './journal.ts'

/** Writes down the origins that were seen since this was last done. */
export function recordOrigins(journal: Pick<JournalSink, 'append'>, origins: OriginLog): void {
  for (const seen of origins.takeNew()) {
    journal.append({ type: 'origin-seen', at: now(), ...seen })
  }
}

/**
 * A journal in which no exchange stands before its origin. A connection is made before anything is
 * sent on it, so its origin is known when the exchange is written down.
 */
export function originsFirst(journal: JournalSink, origins: OriginLog): JournalSink {
  return {
    append(event) {
      if (event.type === 'exchange') recordOrigins(journal, origins)
      journal.append(event)
    },
    appendDurably: (event) => journal.appendDurably(event),
  }
}
