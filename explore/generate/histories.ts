import fc from 'fast-check'
import type { History } from '../history/history.ts'
import type { Step } from '../history/step.ts'
import type { Spoken } from './microversions.ts'

export interface Wanted {
  readonly lanes: { readonly least: number; readonly most: number }
  /** The most calls of all lanes together. */
  readonly length: number
  readonly servers: number
  readonly volumes: History['volumes']
  readonly spoken: Spoken
  /** Whether somebody of another project calls, too. */
  readonly hasStranger: boolean
  /** Whether an administrator sets volumes to `error`. */
  readonly hasAdmin: boolean
}

/** The most calls of a first lane that leads the others, and of these, so that more of them meet. */
const LONGEST_LEAD = 4
const LONGEST_LED = 3
/** One of so many calls is that of somebody of another project. */
const ONE_OF_A_STRANGER = 25

/** The first volume and server are chosen more often: what happens to one thing is interesting. */
const hot = (count: number): fc.Arbitrary<number> =>
  fc.oneof(
    { arbitrary: fc.constant(0), weight: 2 },
    { arbitrary: fc.nat({ max: Math.max(0, count - 1) }), weight: 1 },
  )

/** Histories of these sizes, which tend to what meets in one place, and to calls that come twice. */
export function histories(wanted: Wanted): fc.Arbitrary<History> {
  const { lanes, length, servers, volumes } = wanted
  const steps = stepsOf(wanted)
  return fc
    .integer({ min: lanes.least, max: lanes.most })
    .chain((count) => {
      const most = Math.max(1, Math.floor(length / count))
      const lane = fc
        // Half of them at least: what goes on around a history costs more than its calls.
        .array(fc.tuple(steps, oneIn(8)), { minLength: Math.ceil(most / 2), maxLength: most })
        .map((all) =>
          all.flatMap(([one, isTwice]) => (isTwice ? [one, one] : [one])).slice(0, most),
        )
      const all = fc.array(lane, { minLength: count, maxLength: count })
      return fc.tuple(all, oneIn(6), count > 1 ? oneIn(2) : fc.constant(false))
    })
    .map(([all, isTwice, leads]) => ({
      ...{ servers, volumes },
      ...(leads ? led(all, isTwice) : { lanes: isTwice ? firstTwice(all) : all }),
    }))
    .map((history) => ({ ...history, lanes: withoutErrors(history.lanes) }))
}

const oneIn = (count: number): fc.Arbitrary<boolean> =>
  fc.nat({ max: count - 1 }).map((chosen) => chosen === count - 1)

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
function led([first = [], ...rest]: Step[][], isTwice: boolean) {
  const led = (isTwice ? firstTwice(rest) : rest).map((lane) => lane.slice(0, LONGEST_LED))
  const lanes = [first.slice(0, LONGEST_LEAD), ...led]
  return { lanes, leads: true as const }
}

/** The same calls at the same time, where there are several lanes. */
function firstTwice(lanes: readonly Step[][]): Step[][] {
  const [first = [], ...rest] = lanes
  return rest.length === 0 ? [first] : [first, first, ...rest.slice(1)]
}

function stepsOf({ servers, volumes, spoken, hasStranger, hasAdmin }: Wanted): fc.Arbitrary<Step> {
  const pauses = fc.oneof(
    { arbitrary: fc.constant({}), weight: 3 },
    { arbitrary: fc.nat({ max: 60 }).map((pauseMs) => ({ pauseMs })), weight: 1 },
  )
  const strangers = hasStranger
    ? oneIn(ONE_OF_A_STRANGER).map((isOne) => (isOne ? { by: 'stranger' as const } : {}))
    : fc.constant({})
  const server = hot(servers)
  const volume = hot(volumes.length)
  const attachment = fc.nat({ max: 3 })
  const compute = fc.constantFrom(...spoken.compute)
  const flagged = fc.constantFrom(...atLeast(spoken.compute, 2, 79))
  const updating = fc.constantFrom(...atLeast(spoken.compute, 2, 85))
  const blockStorage = fc.constantFrom(...spoken.blockStorage)
  const completing = fc.constantFrom(...atLeast(spoken.blockStorage, 3, 44))
  const ofBoth = { server, volume, microversion: compute }
  const ofVolume = { volume, microversion: blockStorage }
  const step = (weight: number, op: Step['op'], fields: Readonly<Record<string, unknown>>) => ({
    weight,
    // What the fields of an operation are is the schema's business: a test parses what is made here.
    arbitrary: fc
      .tuple(
        fc.record(fields as never),
        pauses,
        op === 'volume.set-error' ? fc.constant({}) : strangers,
      )
      .map(([made, pause, by]) => ({ op, ...(made as object), ...pause, ...by }) as Step),
  })
  return fc.oneof(
    step(8, 'compute.attach', ofBoth),
    step(2, 'compute.attach', { ...ofBoth, microversion: flagged, flag: fc.boolean() }),
    step(7, 'compute.detach', ofBoth),
    step(2, 'compute.show', ofBoth),
    step(2, 'compute.list', { server, microversion: compute }),
    step(2, 'compute.update', { ...ofBoth, microversion: updating, flag: fc.boolean() }),
    step(4, 'block-storage.create', { ...ofVolume, connected: fc.boolean() }),
    step(3, 'block-storage.update', { ...ofVolume, attachment }),
    step(3, 'block-storage.complete', { ...ofVolume, microversion: completing, attachment }),
    step(4, 'block-storage.delete', { ...ofVolume, attachment }),
    step(1, 'block-storage.show', { ...ofVolume, attachment }),
    step(2, 'block-storage.list', ofVolume),
    step(1, 'block-storage.list-detail', ofVolume),
    step(2, 'volume.show', ofVolume),
    step(2, 'volume.delete', ofVolume),
    ...(hasAdmin ? [step(1, 'volume.set-error', ofVolume)] : []),
    step(1, 'server.show', { server, microversion: compute }),
    step(2, 'server.stop', { server, microversion: compute }),
    step(2, 'server.start', { server, microversion: compute }),
    step(1, 'server.shelve', { server, microversion: compute }),
    step(1, 'server.unshelve', { server, microversion: compute }),
    step(1, 'server.delete', { server, microversion: compute }),
  )
}

/** Those of a major version that are at least this minor one; the newest where none is. */
function atLeast(versions: readonly string[], major: number, minor: number): readonly string[] {
  const found = versions.filter((version) => {
    const [one, two] = version.split('.').map(Number)
    return one === major && two !== undefined && two >= minor
  })
  return found.length > 0 ? found : versions.slice(-1)
}
