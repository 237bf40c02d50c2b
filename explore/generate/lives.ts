import fc from 'fast-check'
import type { Form } from './meetings.ts'
import type { Op } from './scenes.ts'
import { hot, kindsOf, ofOp, oneIn, type Wanted } from './steps.ts'

/** What is done with a volume or a server, and undone: afterwards it should be as before. */
const LIVES: readonly (readonly Op[])[] = [
  ['compute.attach', 'compute.detach'],
  ['compute.attach', 'compute.update', 'compute.detach'],
  ['compute.attach', 'compute.update', 'compute.update'],
  ['block-storage.create', 'block-storage.delete'],
  [
    'block-storage.create',
    'block-storage.update',
    'block-storage.complete',
    'block-storage.delete',
  ],
  ['server.stop', 'server.start'],
  ['server.stop', 'compute.attach', 'server.start', 'compute.detach'],
  ['compute.attach', 'server.shelve', 'server.unshelve', 'compute.detach'],
]
const LOOKS: readonly Op[] = [
  'compute.show',
  'compute.list',
  'block-storage.show',
  'block-storage.list',
  'volume.show',
  'server.show',
]
/** How many of them follow each other. */
const [FEWEST, MOST] = [2, 4]

/**
 * Histories of a user who does one thing after the other, each when the last has come to rest: what one
 * use of a volume leaves behind shows in the next. In half of them, the user has the same look after each call.
 */
export function lives(wanted: Wanted): fc.Arbitrary<Form> {
  const { length, servers, volumes } = wanted
  const some = fc.tuple(
    ...[servers, volumes.length].map((count) => fc.nat({ max: Math.max(0, count - 1) })),
  )
  return some.chain(([server = 0, volume = 0]) => {
    const kinds = kindsOf(wanted, hot(servers, server), hot(volumes.length, volume))
    const possible = LIVES.filter((ops) => ops.every((op) => kinds.some((kind) => kind.op === op)))
    const calls = fc
      .array(fc.constantFrom(...possible), { minLength: FEWEST, maxLength: MOST })
      .chain((chosen) => fc.tuple(...chosen.flat().map((op) => ofOp(kinds, op))))
    const sameLook = fc.constantFrom(...LOOKS).chain((op) => ofOp(kinds, op))
    return fc.tuple(calls, sameLook, oneIn(2)).map(([steps, look, isWatched]): Form => {
      const watched = isWatched ? steps.flatMap((step) => [step, look]) : steps
      return { lanes: [watched.slice(0, length)], leads: true }
    })
  })
}
