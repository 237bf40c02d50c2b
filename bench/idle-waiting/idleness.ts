import { z } from 'zod'

/** What a process that has waited tells: when it saw what, in ms since 1970. */
export const Waits = z.array(
  z.object({
    volume: z.string(),
    state: z.enum(['available', 'gone']),
    seenAt: z.number(),
    looks: z.number(),
    isFirst: z.boolean(),
  }),
)
type Waits = z.infer<typeof Waits>

/** How a wait went: what was lost after the end of the transition, over its length. */
export interface Idleness {
  readonly idle: number
  readonly looks: number
  readonly isFirst: boolean
}

const State = z.object({ at: z.number(), id: z.string(), state: z.string() })

/** What leads to a state, and tells when its transition began. */
const BEFORE = { available: 'creating', gone: 'deleting' } as const

/** Holds waits against what the cloud has told of its volumes. Throws for a state never told. */
export function idlenessOf(waits: Waits, lines: readonly string[]): readonly Idleness[] {
  const told = new Map<string, number>()
  for (const line of lines) {
    const { at, id, state } = State.parse(JSON.parse(line))
    told.set(`${id} ${state}`, at)
  }
  const when = (volume: string, state: string): number => {
    const at = told.get(`${volume} ${state}`)
    if (at === undefined) throw new Error(`the cloud did not tell of volume ${volume} ${state}`)
    return at
  }
  return waits.map(({ volume, state, seenAt, looks, isFirst }) => {
    const complete = when(volume, state)
    const length = complete - when(volume, BEFORE[state])
    return { idle: Math.max(0, seenAt - complete) / length, looks, isFirst }
  })
}
