import { isDeepStrictEqual } from 'node:util'
import { NotAsRecorded } from '../../fixtures/core/replay/recollection.ts'
import { type CutShort, CutShortError } from '../cut-short.ts'
import { type Course, type Explored, followCourse, repeatGiven } from '../explore.ts'
import { wantedOn } from '../generate/wanted-on.ts'
import { history as historySchema } from '../history/history.ts'
import type { Finished, RecordedExploration } from './exploration-book.ts'

/**
 * Explores again, offline: the same histories must be generated from the seed, made smaller in the
 * same way, and lead to the same result. Returns it, with the groups of the histories that were performed to
 * find something. Of an exploration that was killed, what its histories lead to. Throws NotAsRecorded where
 * they do not.
 */
export async function exploredAgain(
  recorded: RecordedExploration,
): Promise<{ readonly explored: Explored; readonly generated: ReadonlySet<string> }> {
  const { started, finished, histories, basis } = recorded
  const cutShort = cutShortIn(finished)
  const left = [...histories]
  const generated = new Set<string>()
  const course: Course = {
    attempt: async (history) => {
      const next = left.shift()
      if (next === undefined) {
        if (cutShort !== undefined) throw new CutShortError(cutShort)
        throw new NotAsRecorded('its last histories are missing')
      }
      if (isDeepStrictEqual(next.history, history)) return next
      throw new NotAsRecorded(`${next.group} is not the history whose turn it was`)
    },
    isOver: () => left.length === 0,
    onTried: ({ group = '' }) => generated.add(group),
    onUnsure: () => undefined,
  }
  const { order } = started
  const explored =
    order.kind === 'generated'
      ? await followCourse({ ...order, wanted: wantedOn(basis.target, order) }, course)
      : await repeatGiven(historySchema.parse(order.history), order.times, course.attempt)
  const [extra] = left
  if (extra !== undefined) throw new NotAsRecorded(`there was no turn for ${extra.group}`)
  if (finished !== undefined) checkResult(explored, finished)
  if (order.kind === 'given') for (const { group } of histories) generated.add(group)
  return { explored: { ...explored, ...(cutShort && { cutShort }) }, generated }
}

/** Why an exploration ended before its time, by its journal. */
function cutShortIn(finished: Finished | undefined): CutShort | undefined {
  if (finished === undefined) return { code: 'killed' }
  const { interrupted, lost } = finished
  if (lost !== undefined) return { code: 'lost', message: lost }
  return interrupted ? { code: 'interrupted' } : undefined
}

function checkResult(explored: Explored, finished: Finished): void {
  const again = resultOf(explored)
  const { histories, calls, undecided, found } = finished
  const areSame =
    isDeepStrictEqual({ histories, calls, undecided }, again.counts) &&
    isDeepStrictEqual(found, again.found)
  if (!areSame) throw new NotAsRecorded('its result is not what its histories lead to')
}

/** The result of an exploration in the form of the journal. */
export function resultOf({ found, cutShort, ...counts }: Explored): {
  readonly counts: Pick<Explored, 'histories' | 'calls' | 'undecided'>
  readonly found?: NonNullable<Finished['found']>
  readonly interrupted: boolean
  readonly lost?: string
} {
  const lost = cutShort?.code === 'lost' ? cutShort.message : undefined
  const end = { interrupted: cutShort !== undefined, ...(lost !== undefined && { lost }) }
  if (found === undefined) return { counts, ...end }
  const { tried, calls, broken, of } = found
  const isCutShort = found.cutShort !== undefined && { cutShort: true as const }
  return { counts, ...end, found: { group: tried.group ?? '', calls, broken, of, ...isCutShort } }
}
