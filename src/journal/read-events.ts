import { type JournalEvent, parseEvent } from './events/journal-event.ts'
import { JournalError } from './journal-error.ts'
import { type JournalLine, journalLines } from './journal-lines.ts'

/** Reads a journal: all readers are handlers, which share one pass over the file. */
export interface JournalHandler {
  /**
   * Takes the next event. `part` is the event's part of a merged run; in any other run, how often
   * the run had been resumed. Returns what is wrong with the event, in words; undefined if nothing
   * is.
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
  /**
   * This process has written the whole journal: its lines need not be checked against the schema.
   */
  readonly isOwn?: boolean
}

/** The first line with a problem, and the problem. */
export interface LineProblem {
  readonly event: JournalEvent
  readonly line: JournalLine
  readonly problem: string
}

/**
 * Reads a journal once, line by line, and gives each event to all handlers in their order, until
 * one of them reports a problem. An incomplete last line, which a crash left, is left out. Throws
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

/** Names a line for people, with its exchange if it has one. */
export function nameOf(event: JournalEvent, { number }: Pick<JournalLine, 'number'>): string {
  if (event.type !== 'exchange') return `line ${number} (${event.type})`
  const owner = event.case ?? event.group ?? 'a shared call'
  return `line ${number} (exchange ${event.exchange.id} of ${owner})`
}

/** The beginning of each line that Attest writes. */
const TYPE = /^\{"type":"([a-z-]+)"/

/** The event of a line, if it is wanted; none for an empty or incomplete line. */
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
