import fc from 'fast-check'
import type { History } from '../history/history.ts'
import type { Step } from '../history/step.ts'
import { chosenSteps, oneIn, type Wanted } from './steps.ts'

/** The most calls of a first lane that leads the others, and of these, so that more of them meet. */
const LONGEST_LEAD = 4
const LONGEST_LED = 3

/** Histories of these sizes, which tend to what meets in one place, and to calls that come twice. */
export function histories(wanted: Wanted): fc.Arbitrary<History> {
  const { lanes, length, servers, volumes } = wanted
  return fc
    .tuple(fc.integer({ min: lanes.least, max: lanes.most }), chosenSteps(wanted))
    .chain(([count, steps]) => {
      const most = Math.max(1, Math.floor(length / count))
      const lane = fc
        // Half of them at least: what goes on around a history costs more than its calls.
        .array(fc.tuple(steps, oneIn(8)), { minLength: Math.ceil(most / 2), maxLength: most })
        .map((all) =>
          all.flatMap(([one, isTwice]) => (isTwice ? [one, one] : [one])).slice(0, most),
        )
      const all = fc.array(lane, { minLength: count, maxLength: count })
      return fc.tuple(all, oneIn(4), count > 1 ? oneIn(2) : fc.constant(false))
    })
    .map(([all, isTwice, leads]) => ({
      ...{ servers, volumes },
      ...(leads
        ? led(all, isTwice, lanes.most)
        : { lanes: isTwice ? firstTwice(all, all.length) : all }),
    }))
    .map((history) => ({ ...history, lanes: withoutErrors(history.lanes) }))
}

/**
 * What a volume in error means for these is no matter of the documents: a server that is unshelved, and
 * a delete of the volume, which upstream accepts whatever reserves it.
 */
function withoutErrors(lanes: Step[][]): Step[][] {
  const all = lanes.flat()
  const isUnclear = (volume: number): boolean =>
    all.some(
      (step) =>
        step.op === 'server.unshelve' || (step.op === 'volume.delete' && step.volume === volume),
    )
  return lanes.map((lane) =>
    lane.filter((step) => step.op !== 'volume.set-error' || !isUnclear(step.volume)),
  )
}

/** What the first lane brings about is there when the others begin. */
function led([first = [], ...rest]: Step[][], isTwice: boolean, most: number) {
  const all = isTwice ? firstTwice(rest, most - 1) : rest
  const led = all.map((lane) => lane.slice(0, LONGEST_LED))
  const lanes = [first.slice(0, LONGEST_LEAD), ...led]
  return { lanes, leads: true as const }
}

/** The same calls at the same time, where there may be so many lanes. */
function firstTwice([first = [], ...rest]: readonly Step[][], most: number): Step[][] {
  return most < 2 ? [first] : [first, first, ...rest.slice(1)]
}
