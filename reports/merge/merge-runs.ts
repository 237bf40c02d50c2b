import type { JournalEvent } from '../../src/journal/events/journal-event.ts'
import { Journal, now } from '../../src/journal/journal.ts'
import { plannedEvents } from '../../src/journal/planned-events.ts'
import { type JournalHandler, readEvents } from '../../src/journal/read-events.ts'
import { journalOf, readUnchanged } from '../../src/journal/read-journal.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import type { RequirementId } from '../../src/openapi/contract.ts'
import { checkShards, type ShardRun } from './check-shards.ts'
import { inPart } from './in-part.ts'

export interface MergeOptions {
  /** Id of the merged run. */
  readonly run: string
  /** Path of the merged journal. */
  readonly journal: string
  /** All requirements in the order of the contracts, which is the order of a plan. */
  readonly order: readonly RequirementId[]
}

/**
 * Reads the parts of a run, each from its folder, in order. Throws {@link MergeError} for parts
 * that do not belong together, and JournalError for a part whose journal was changed.
 */
export async function readParts(folders: readonly string[]): Promise<readonly ShardRun[]> {
  const runs: ShardRun[] = []
  for (const path of folders) {
    const { record, head } = await readUnchanged(journalOf(path))
    runs.push({ path, record, chain: head })
  }
  return checkShards(runs)
}

/** Merges the parts of a run into one journal, as if one machine had run it. */
export async function mergeRuns(parts: readonly ShardRun[], options: MergeOptions): Promise<void> {
  const journal = new Journal(options.journal)
  try {
    for (const event of opening(parts, options)) journal.append(event)
    for (const part of parts) await copy(part, journal)
    // If one part lacks the check for leftovers, the result for the whole run is unknown.
    if (parts.every(wasLookedAt)) journal.append(leaks(parts))
    if (parts.some(({ record }) => record.interrupted)) return
    journal.append({ type: 'run-finished', at: now(), interrupted: false, wallMs: wallMsOf(parts) })
  } finally {
    journal.close()
  }
}

function opening(parts: readonly ShardRun[], { run, order }: MergeOptions): JournalEvent[] {
  const records = parts.map(({ record }) => record)
  const [first] = records
  if (first === undefined) return []
  const places = new Map(order.map((id, place) => [id, place]))
  const place = (id: RequirementId): number => places.get(id) ?? order.length
  const at = records.map(({ startedAt }) => startedAt).sort()[0] ?? now()
  const waivers = first.waivers.map(({ waiver }) => waiver)
  return [
    {
      type: 'run-started',
      at,
      run,
      suite: first.suite,
      target: first.target,
      accepted: first.accepted,
      ...(first.strict && { strict: true }),
      ...(waivers.length > 0 && { waivers }),
      merged: parts.map(({ record, chain }) => ({ run: record.run, chain })),
    },
    ...plannedEvents(
      at,
      records
        .flatMap(({ planned }) => planned)
        .toSorted((a, b) => place(a.requirement) - place(b.requirement)),
    ),
  ]
}

/** Events that are not copied, because the merged journal has its own. */
const ONCE: ReadonlySet<JournalEvent['type']> = new Set(['run-started', 'planned', 'run-finished'])

async function copy({ path, record }: ShardRun, journal: Journal): Promise<void> {
  const { index = 0, of = 0 } = record.shard ?? {}
  const copyist: JournalHandler = {
    enter(event, _line, segment) {
      if (ONCE.has(event.type)) return undefined
      journal.append(inPart(event, { index, part: index + of * segment }))
      return undefined
    },
  }
  await readEvents(journalOf(path), [copyist])
}

function wasLookedAt({ record: { cleanUp, unseen } }: ShardRun): boolean {
  return cleanUp !== 'unknown' || unseen !== undefined
}

function leaks(parts: readonly ShardRun[]): JournalEvent {
  const leaked = parts.flatMap(({ record }) =>
    record.leaked.map(({ kind, id, name }) => ({ kind, id: id ?? 'unknown', name })),
  )
  const unseen = parts.flatMap(({ record }) => record.unseen ?? []).join('; ')
  return { type: 'leak-check', at: now(), leaked, ...(unseen !== '' && { unseen }) }
}

/** From the first beginning to the last end. */
function wallMsOf(parts: readonly ShardRun[]): number {
  const start = ({ startedAt }: RunRecord) => Date.parse(startedAt)
  const records = parts.map(({ record }) => record)
  return (
    Math.max(...records.map((record) => start(record) + record.wallMs)) -
    Math.min(...records.map(start))
  )
}
