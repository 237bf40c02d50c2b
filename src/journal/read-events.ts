import { type JournalEvent, parseEvent } from './events/journal-event.ts'
import { JournalError } from './journal-error.ts'
import { type JournalLine, journalLines } from './journal-lines.ts'

/** The line of an event. */
export interface EventLine extends JournalLine {
  /** The part of a merged run that the event is of; of any other, how often it had been resumed. */
  readonly part: number
}

/** Reads a journal: all that is made of journals is made by handlers, which share one reading. */
export interface JournalHandler {
  /** Takes the next event. Returns what is wrong with it, in words; undefined: nothing. */
  enter(event: JournalEvent, line: EventLine): string | undefined | Promise<string | undefined>
}

export interface ReadingOptions {
  /** Only events of these types. */
  readonly wanted?: (type: string) => boolean
  /** This process has written all of it: that a line is an event need not be found out. */
  readonly isOwn?: boolean
}

/** The first line with which something is wrong, and what. */
export interface LineProblem {
  readonly event: JournalEvent
  readonly line: EventLine
  readonly problem: string
}

/**
 * Reads a journal once, line by line, and gives each event to all handlers in their order, until one
 * of them finds something wrong. A last line that a crash tore is left out. Throws
 * {@link JournalError} for a file that cannot be read or a line that is no event.
 */
export async function readEvents(
  file: string,
  handlers: readonly JournalHandler[],
  options: ReadingOptions = {},
): Promise<LineProblem | undefined> {
  let segment = 0
  for await (const { event, line } of eventsIn(file, options)) {
    const own = 'part' in event ? event.part : undefined
    if (event.type === 'run-resumed' && own === undefined) segment += 1
    const placed = { ...line, part: own ?? segment }
    for (const handler of handlers) {
      const found = handler.enter(event, placed)
      const problem = found instanceof Promise ? await found : found
      if (problem !== undefined) return { event, line: placed, problem }
    }
  }
  return undefined
}

/** Names a line for people, and tells which exchange it has. */
export function nameOf(event: JournalEvent, { number }: Pick<JournalLine, 'number'>): string {
  if (event.type !== 'exchange') return `line ${number} (${event.type})`
  const owner = event.case ?? event.group ?? 'a shared call'
  return `line ${number} (exchange ${event.exchange.id} of ${owner})`
}

/** How Attest begins each line. */
const TYPE = /^\{"type":"([a-z-]+)"/

async function* eventsIn(
  file: string,
  { wanted, isOwn = false }: ReadingOptions,
): AsyncGenerator<{ readonly event: JournalEvent; readonly line: JournalLine }> {
  const mayBeWanted = (beginning: string): boolean => {
    const type = TYPE.exec(beginning)?.[1]
    return type === undefined || wanted?.(type) !== false
  }
  for await (const line of journalLines(file, wanted && mayBeWanted)) {
    if (line.text.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(line.text)
    } catch {
      if (!line.ended) return
      throw new JournalError(file, line.number, 'expected one JSON document on the line')
    }
    const parsed = isOwn ? { ok: true as const, event: value as JournalEvent } : parseEvent(value)
    if (!parsed.ok) throw new JournalError(file, line.number, parsed.problem)
    if (wanted?.(parsed.event.type) === false) continue
    yield { event: parsed.event, line }
  }
}
