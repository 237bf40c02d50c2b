import { isDeepStrictEqual } from 'node:util'
import { NotAsRecorded } from '../../fixtures/core/replay/recollection.ts'
import { interrupted } from '../attempts.ts'
import { type Course, type Explored, followCourse, repeatGiven } from '../explore.ts'
import { wantedOn } from '../generate/wanted-on.ts'
import { history as historySchema } from '../history/history.ts'
import type { Finished, RecordedExploration } from './exploration-book.ts'

/**
 * Explores again, offline: the same histories must be generated from the seed, made smaller in the
 * same way, and lead to the same result. Returns it, with the groups of the histories that were performed to
 * find something. Throws NotAsRecorded where they do not.
 */
export async function exploredAgain(
  recorded: RecordedExploration,
): Promise<{ readonly explored: Explored; readonly generated: ReadonlySet<string> }> {
  const { started, finished, histories, basis } = recorded
  if (finished === undefined)
    throw new NotAsRecorded('the journal ends before its exploration does')
  const left = [...histories]
  let wasAsked = false
  const generated = new Set<string>()
  const course: Course = {
    attempt: async (history) => {
      const next = left.shift()
      if (next === undefined) {
        wasAsked = true
        if (!finished.interrupted) throw new NotAsRecorded('its last histories are missing')
        return interrupted(history)
      }
      if (isDeepStrictEqual(next.history, history)) return next
      throw new NotAsRecorded(`${next.group} is not the history whose turn it was`)
    },
    isOver: () => left.length === 0,
    isInterrupted: () => wasAsked,
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
  checkResult(explored, finished)
  if (order.kind === 'given') for (const { group } of histories) generated.add(group)
  return { explored, generated }
}

function checkResult(explored: Explored, finished: Finished): void {
  const { interrupted: wasInterrupted, found, ...rest } = finished
  const again = resultOf(explored)
  const { histories, calls, undecided } = rest
  const areSame =
    isDeepStrictEqual({ histories, calls, undecided }, again.counts) &&
    again.found?.group === found?.group &&
    // Whoever interrupts it decides how often the smallest history was repeated.
    (wasInterrupted || isDeepStrictEqual(again.found, found))
  if (!areSame) throw new NotAsRecorded('its result is not what its histories lead to')
}

/** The result of an exploration in the form of the journal. */
export function resultOf({ found, ...counts }: Explored): {
  readonly counts: Omit<Explored, 'found'>
  readonly found?: NonNullable<Finished['found']>
} {
  if (found === undefined) return { counts }
  const { tried, calls, broken, of } = found
  return { counts, found: { group: tried.group ?? '', calls, broken, of } }
}
