import type { OriginLog } from '../openstack/http/origin-log.ts'
import { type JournalSink, now } from './journal.ts'

/** Writes the origins that were seen since the last call. */
export function recordOrigins(journal: Pick<JournalSink, 'append'>, origins: OriginLog): void {
  for (const seen of origins.takeNew()) {
    journal.append({ type: 'origin-seen', at: now(), ...seen })
  }
}

/**
 * A journal in which every origin is recorded before its exchanges. A connection is made before
 * anything is sent on it, so its origin is known when the exchange is recorded.
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
