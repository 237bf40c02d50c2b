import type { z } from 'zod'
import { caseFinished, caseStarted, waited, waiting } from './case-events.ts'
import { exchange, originSeen } from './exchange-events.ts'
import { explorationFinished, explorationStarted, historyFinished } from './history-events.ts'
import { planned, runBasis } from './plan-events.ts'
import {
  cleanUpBegun,
  leakCheck,
  resourceCreated,
  resourceGone,
  resourceIntended,
} from './resource-events.ts'
import { runFinished, runResumed, runStarted } from './run-events.ts'

/** The schema of each type of event. Their types are inferred from them. */
const EVENTS = [
  ...[runStarted, runResumed, runFinished],
  ...[originSeen, exchange],
  ...[planned, runBasis],
  ...[caseStarted, waiting, waited, caseFinished],
  ...[explorationStarted, historyFinished, explorationFinished],
  ...[resourceIntended, resourceCreated, resourceGone, cleanUpBegun, leakCheck],
]

/**
 * One line of `journal.ndjson`, without the digest that is added to it. `at` is ISO 8601 with
 * milliseconds.
 */
export type JournalEvent = Readonly<z.output<(typeof EVENTS)[number]>>
export type EventType = JournalEvent['type']
export type EventOf<T extends EventType> = Extract<JournalEvent, { readonly type: T }>

const BY_TYPE = new Map<unknown, z.ZodType<JournalEvent>>(
  EVENTS.map((schema) => [schema.shape.type.value, schema]),
)

/** What {@link parseEvent} returns: an event, or in one line why the text is none. */
export type ParsedEvent =
  | { readonly ok: true; readonly event: JournalEvent }
  | { readonly ok: false; readonly problem: string }

/** Checks one line of a journal, already parsed as JSON. */
export function parseEvent(value: unknown): ParsedEvent {
  const type = typeof value === 'object' && value !== null && 'type' in value && value.type
  if (typeof type !== 'string') {
    return { ok: false, problem: 'expected an event: an object with a "type"' }
  }
  const schema = BY_TYPE.get(type)
  if (schema === undefined) {
    return {
      ok: false,
      problem: `unknown type of event "${type}": read it with the version of Attest that wrote it`,
    }
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { ok: true, event: parsed.data }
  const [issue] = parsed.error.issues
  const place = issue === undefined ? '' : issue.path.join('.')
  return {
    ok: false,
    problem: `event "${type}": ${place}: ${issue?.message ?? 'not as expected'}; if another version of Attest wrote it, read it with that version`,
  }
}
