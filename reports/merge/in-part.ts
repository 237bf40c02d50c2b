import type { JournalEvent } from '../../src/journal/events/journal-event.ts'

/**
 * Converts an event of a part for the merged journal. Every part has numbered its resources from
 * one and has shared resources of its own. A resumed part has created the latter again, and counts
 * as a further part.
 */
export function inPart(
  event: JournalEvent,
  { index, part }: { readonly index: number; readonly part: number },
): JournalEvent {
  switch (event.type) {
    case 'run-resumed':
    case 'run-basis':
    case 'case-started':
    case 'clean-up-begun':
    case 'leak-check':
      return { ...event, part }
    case 'exchange':
      return { ...event, ...groupOf(event, part), part }
    case 'waiting':
    case 'history-finished':
    case 'waited':
      return { ...event, ...groupOf(event, part), part }
    case 'resource-intended':
      return { ...event, ...groupOf(event, part), key: `${index}/${event.key}` }
    case 'resource-created':
    case 'resource-gone':
      return { ...event, key: `${index}/${event.key}` }
    default:
      return event
  }
}

function groupOf(
  { group }: { readonly group?: string },
  part: number,
): { readonly group?: string } {
  return group === undefined ? {} : { group: `${part}/${group}` }
}
