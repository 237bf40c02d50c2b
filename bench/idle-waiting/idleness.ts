import { z } from 'zod'

/** What a waiting process prints: the states that it has seen, with times in ms since 1970. */
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

/** The result of a wait: the time lost after the end of the transition, over the transition's length. */
export interface Idleness {
  readonly idle: number
  readonly looks: number
  readonly isFirst: boolean
}

const State = z.object({ at: z.number(), id: z.string(), state: z.string() })

/** The transitional state before each final state. */
const BEFORE = { available: 'creating', gone: 'deleting' } as const

/** Compares waits with the states that the cloud has printed. Throws for a state that it has not printed. */
export function idlenessOf(waits: Waits, lines: readonly string[]): readonly Idleness[] {
  const told = new Map<string, number>()
  for (const line of lines) {
    const { at, id, state } = State.parse(JSON.parse(line))
    told.set(`${id} ${state}`, at)
  }
  const when = (volume: string, state: string): number => {
    const at = told.get(`${volume} ${state}`)
    if (at === undefined)
      throw new Error(`the cloud did not print that volume ${volume} is ${state}`)
    return at
  }
  return waits.map(({ volume, state, seenAt, looks, isFirst }) => {
    const complete = when(volume, state)
    const length = complete - when(volume, BEFORE[state])
    return { idle: Math.max(0, seenAt - complete) / length, looks, isFirst }
  })
}
