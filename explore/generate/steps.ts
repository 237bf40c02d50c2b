import fc from 'fast-check'
import type { History } from '../history/history.ts'
import type { Step } from '../history/step.ts'
import { atLeast, type Spoken } from './microversions.ts'

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

/** One of so many calls is that of somebody of another project. */
const ONE_OF_A_STRANGER = 25

/** True once in so many times. */
export const oneIn = (count: number): fc.Arbitrary<boolean> =>
  fc.nat({ max: count - 1 }).map((chosen) => chosen === count - 1)

/** One is chosen more often than the others: what happens to one thing is interesting. */
export const hot = (count: number, chosen: number): fc.Arbitrary<number> =>
  fc.oneof(
    { arbitrary: fc.constant(chosen), weight: 2 },
    { arbitrary: fc.nat({ max: Math.max(0, count - 1) }), weight: 1 },
  )

/**
 * A call, and in some cases before it a look at the attachments of its volume: only those that a client
 * has made or seen can be named.
 */
export function lookedUp(steps: fc.Arbitrary<Step>, { spoken }: Wanted): fc.Arbitrary<Step[]> {
  const look = fc.tuple(oneIn(3), fc.constantFrom(...spoken.blockStorage))
  return fc.tuple(steps, look).map(([one, [looks, microversion]]) => {
    if (!looks || !('attachment' in one)) return [one]
    const { pauseMs, ...call } = one
    const list: Step = {
      ...{ op: 'block-storage.list', volume: one.volume, microversion },
      ...(pauseMs !== undefined && { pauseMs }),
    }
    return [list, call as Step]
  })
}

/** A kind of call, and how often it is chosen among all. */
export interface Kind {
  readonly op: Step['op']
  readonly weight: number
  readonly arbitrary: fc.Arbitrary<Step>
}

/** A call of one operation, of the kinds that are of it. */
export function ofOp(kinds: readonly Kind[], wanted: Step['op']): fc.Arbitrary<Step> {
  return fc.oneof(...kinds.filter(({ op }) => op === wanted).map(({ arbitrary }) => arbitrary))
}

/** All kinds of calls, about these servers and volumes. */
export function kindsOf(
  { spoken, volumes, hasStranger, hasAdmin }: Omit<Wanted, 'servers'>,
  server: fc.Arbitrary<number>,
  volume: fc.Arbitrary<number>,
): readonly Kind[] {
  const pauses = fc.oneof(
    { arbitrary: fc.constant({}), weight: 3 },
    { arbitrary: fc.nat({ max: 60 }).map((pauseMs) => ({ pauseMs })), weight: 1 },
  )
  const strangers = hasStranger
    ? oneIn(ONE_OF_A_STRANGER).map((isOne) => (isOne ? { by: 'stranger' as const } : {}))
    : fc.constant({})
  const attachment = fc.nat({ max: 3 })
  const compute = fc.constantFrom(...spoken.compute)
  const flagging = atLeast(spoken.compute, '2.79')
  const updating = atLeast(spoken.compute, '2.85')
  const blockStorage = fc.constantFrom(...spoken.blockStorage)
  const completing = atLeast(spoken.blockStorage, '3.44')
  const ofBoth = { server, volume, microversion: compute }
  const ofVolume = { volume, microversion: blockStorage }
  const step = (
    weight: number,
    op: Step['op'],
    fields: Readonly<Record<string, unknown>>,
  ): Kind => ({
    ...{ op, weight },
    // What the fields of an operation are is the schema's business: a test parses what is made here.
    arbitrary: fc
      .tuple(
        fc.record(fields as never),
        pauses,
        op === 'volume.set-error' ? fc.constant({}) : strangers,
      )
      .map(([made, pause, by]) => ({ op, ...(made as object), ...pause, ...by }) as Step),
  })
  const swaps = fc.tuple(fc.record(ofBoth), pauses).map(([made, pause]): Step => {
    const to = (made.volume + 1) % volumes.length
    return { op: 'compute.swap', ...made, to, ...pause }
  })
  return [
    step(8, 'compute.attach', ofBoth),
    ...flagging.map((microversion) =>
      step(2, 'compute.attach', { ...ofBoth, microversion, flag: fc.boolean() }),
    ),
    step(4, 'block-storage.create', { ...ofVolume, connected: fc.boolean() }),
    step(7, 'compute.detach', ofBoth),
    ...updating.map((microversion) =>
      step(2, 'compute.update', { ...ofBoth, microversion, flag: fc.boolean() }),
    ),
    step(3, 'block-storage.update', { ...ofVolume, attachment }),
    ...completing.map((microversion) =>
      step(3, 'block-storage.complete', { ...ofVolume, microversion, attachment }),
    ),
    step(4, 'block-storage.delete', { ...ofVolume, attachment }),
    step(2, 'volume.delete', ofVolume),
    ...(hasAdmin ? [step(1, 'volume.set-error', ofVolume)] : []),
    ...(hasAdmin && volumes.length > 1
      ? [{ op: 'compute.swap', weight: 1, arbitrary: swaps } as const]
      : []),
    step(2, 'server.stop', { server, microversion: compute }),
    step(2, 'server.start', { server, microversion: compute }),
    step(1, 'server.shelve', { server, microversion: compute }),
    step(1, 'server.unshelve', { server, microversion: compute }),
    step(1, 'server.delete', { server, microversion: compute }),
    step(2, 'compute.show', ofBoth),
    step(2, 'compute.list', { server, microversion: compute }),
    step(1, 'block-storage.show', { ...ofVolume, attachment }),
    step(2, 'block-storage.list', ofVolume),
    step(1, 'block-storage.list-detail', ofVolume),
    step(2, 'volume.show', ofVolume),
    step(1, 'server.show', { server, microversion: compute }),
  ]
}
