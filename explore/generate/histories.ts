import fc from 'fast-check'
import type { History } from '../history/history.ts'
import type { Step } from '../history/step.ts'
import { lives } from './lives.ts'
import { type Form, meetings } from './meetings.ts'
import { atLeast } from './microversions.ts'
import { hot, type Kind, kindsOf, lookedUp, oneIn, type Wanted } from './steps.ts'

/** Where only a few kinds of calls are chosen: how many, apart from those that make an attachment. */
const MOST_OF_FEW = 5

/** The least microversions in which everything can be said. */
const ALL_IS_SAID = { compute: '2.85', blockStorage: '3.44' }

/**
 * Histories of these sizes: long lanes, meetings where lanes allow, and lives that follow each other. Half
 * of them speak one microversion of each service, so that answers to the same call compare.
 */
export function histories(wanted: Wanted): fc.Arbitrary<History> {
  const { servers, volumes, spoken } = wanted
  const [compute] = atLeast(spoken.compute, ALL_IS_SAID.compute)
  const [blockStorage] = atLeast(spoken.blockStorage, ALL_IS_SAID.blockStorage)
  const one =
    compute &&
    blockStorage &&
    fc.tuple(compute, blockStorage).map((both) => ({ compute: [both[0]], blockStorage: [both[1]] }))
  return fc
    .oneof(fc.constant(spoken), one ?? fc.constant(spoken))
    .chain((some) => formOf({ ...wanted, spoken: some }))
    .map((form) => ({
      servers,
      volumes,
      ...form,
      lanes: withoutLeftImages(withoutErrors(form.lanes)),
    }))
}

function formOf(wanted: Wanted): fc.Arbitrary<Form> {
  const { lanes, length, servers, volumes } = wanted
  const long = fc
    .nat({ max: Math.max(0, volumes.length - 1) })
    .chain((chosen) => longLanes(wanted, chosen))
  const canMeet = lanes.most > 2 && lanes.most <= length
  const forms = [long, ...(canMeet ? [meetings(wanted)] : [])]
  return fc.oneof(
    ...forms.map((arbitrary) => ({ arbitrary, weight: 2 })),
    ...(servers > 0 ? [{ arbitrary: lives(wanted), weight: 1 }] : []),
  )
}

/** Lanes of all calls, or of a few kinds that follow and meet each other more often. */
function longLanes(wanted: Wanted, chosen: number): fc.Arbitrary<Form> {
  const { lanes, length, servers, volumes } = wanted
  const kinds = kindsOf(wanted, hot(servers, 0), hot(volumes.length, chosen)).filter(
    ({ op }) => !ONLY_MEETING.has(op),
  )
  return fc
    .tuple(
      fc.integer({ min: Math.min(lanes.least, length), max: Math.min(lanes.most, length) }),
      someKinds(kinds),
    )
    .chain(([count, steps]) => {
      const most = Math.floor(length / count)
      const lane = fc
        // Half of them at least: what goes on around a history costs more than its calls.
        .array(fc.tuple(lookedUp(steps, wanted), oneIn(8)), {
          minLength: Math.ceil(most / 2),
          maxLength: most,
        })
        .map((all) =>
          all.flatMap(([some, isTwice]) => (isTwice ? [...some, ...some] : some)).slice(0, most),
        )
      const leads = oneIn(count === 1 ? 2 : 4)
      return fc.tuple(fc.array(lane, { minLength: count, maxLength: count }), oneIn(6), leads)
    })
    .map(([[first = [], ...rest], isTwice, leads]): Form => {
      // The same calls at the same time.
      const others = isTwice && rest.length > 0 ? [first, ...rest.slice(1)] : rest
      return { lanes: [first, ...others], ...(leads && { leads }) }
    })
}

/** All kinds of calls, or a few of them (known as swarm testing). */
function someKinds(all: readonly Kind[]): fc.Arbitrary<fc.Arbitrary<Step>> {
  const beginnings = all.filter(({ op }) => BEGIN.has(op))
  const others = all.filter(({ op }) => !BEGIN.has(op))
  const few = fc
    .tuple(
      fc.subarray(beginnings, { minLength: 1 }),
      fc.subarray(others, { minLength: 1, maxLength: MOST_OF_FEW }),
    )
    .map((parts) => parts.flat())
  return fc
    .oneof({ arbitrary: fc.constant(all), weight: 1 }, { arbitrary: few, weight: 2 })
    .map((kinds) => fc.oneof(...kinds))
}

/** What is left of a swap when its server or its volumes end meanwhile is no matter of the documents. */
const ONLY_MEETING: ReadonlySet<Step['op']> = new Set(['compute.swap'])

/** Without an attachment, little happens. */
const BEGIN: ReadonlySet<Step['op']> = new Set(['compute.attach', 'block-storage.create'])

/**
 * A server that is deleted while it is being shelved, or is shelved twice at the same time, leaves an image on
 * real clouds without the tag of the run: nobody could remove it safely.
 */
function withoutLeftImages(lanes: Step[][]): Step[][] {
  /** The lane that may shelve a server: the first that does. */
  const shelving = new Map<number, number>()
  for (const [lane, steps] of lanes.entries()) {
    for (const step of steps) {
      if (step.op !== 'server.shelve' || shelving.has(step.server)) continue
      shelving.set(step.server, lane)
    }
  }
  return lanes.map((steps, lane) =>
    steps.filter((step) => {
      if (step.op === 'server.delete') return !shelving.has(step.server)
      return step.op !== 'server.shelve' || shelving.get(step.server) === lane
    }),
  )
}

/**
 * What a volume in error means for these is no matter of the documents: a server that is unshelved, or is deleted
 * while it gets the volume, and a delete of the volume, which upstream accepts whatever reserves it.
 */
function withoutErrors(lanes: readonly (readonly Step[])[]): Step[][] {
  const all = lanes.flat()
  const isUnclear = (volume: number): boolean =>
    all.some(
      (step) =>
        step.op === 'server.unshelve' ||
        step.op === 'server.delete' ||
        (step.op === 'volume.delete' && step.volume === volume),
    )
  return lanes.map((lane) =>
    lane.filter((step) => step.op !== 'volume.set-error' || !isUnclear(step.volume)),
  )
}
