import { type JournalEvent, parseEvent } from './events/journal-event.ts'
import { JournalError } from './journal-error.ts'
import { type JournalLine, journalLines } from './journal-lines.ts'

/** Reads a journal: all that is made of journals is made by handlers, which share one reading. */
export interface JournalHandler {
  /**
   * Takes the next event. `part` is the part of a merged run that it is of; of any other run, how often
   * it had been resumed. Returns what is wrong with the event, in words; undefined: nothing.
   */
  enter(
    event: JournalEvent,
    line: JournalLine,
    part: number,
  ): string | undefined | Promise<string | undefined>
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
  readonly line: JournalLine
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
  const { wanted } = options
  const mayBeWanted = (beginning: string): boolean => {
    const type = TYPE.exec(beginning)?.[1]
    return type === undefined || wanted?.(type) !== false
  }
  let segment = 0
  for await (const line of journalLines(file, wanted && mayBeWanted)) {
    const event = eventIn(file, line, options)
    if (event === undefined) continue
    const own = 'part' in event ? event.part : undefined
    if (event.type === 'run-resumed' && own === undefined) segment += 1
    for (const handler of handlers) {
      const found = handler.enter(event, line, own ?? segment)
      const problem = found instanceof Promise ? await found : found
      if (problem !== undefined) return { event, line, problem }
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

/** The event of a line that is neither empty nor torn, if it is wanted. */
function eventIn(
  file: string,
  { text, number, ended }: JournalLine,
  { wanted, isOwn = false }: ReadingOptions,
): JournalEvent | undefined {
  if (text.trim() === '') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    if (!ended) return undefined
    throw new JournalError(file, number, 'expected one JSON document on the line')
  }
  const parsed = isOwn ? { ok: true as const, event: value as JournalEvent } : parseEvent(value)
  if (!parsed.ok) throw new JournalError(file, number, parsed.problem)
  return wanted?.(parsed.event.type) === false ? undefined : parsed.event
}
