import type { JournalEvent } from '../../src/journal/events/journal-event.ts'

/**
 * An event of a part of a run as the merged journal has it. Every part has counted its resources from
 * one, and has shared things of its own; a part that was resumed has made those anew, and counts as a
 * further one.
 */
export function inPart(
  event: JournalEvent,
  { index, part }: { readonly index: number; readonly part: number },
): JournalEvent {
  switch (event.type) {
    case 'run-resumed':
    case 'run-basis':
    case 'case-started':
    case 'leak-check':
      return { ...event, part }
    case 'exchange':
      return { ...event, ...groupOf(event, part), part }
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
