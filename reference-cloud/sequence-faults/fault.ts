import type { Answer } from '../http/exchange.ts'
import type { Done, Moment } from './moment.ts'
import type { Operation } from './operation.ts'

/** Goes around a call: `next` performs it. */
export type Around = (moment: Moment, next: () => Answer) => Answer | Promise<Answer>

/** Something that goes wrong when calls meet or follow each other. */
export interface SequenceFault {
  /** What the cloud does wrong: goes on after "the cloud". */
  readonly sentence: string
  readonly around: Around
  /** The release that has it; the newest where none is named. */
  readonly release?: string
}

export type Condition = (done: Done) => boolean
export type Effect = (done: Done) => void

/** When something happens: with the answer, or when the change that was asked for has been made. */
export type When = 'at once' | 'in the end'

/** After one of these operations, under these conditions, something happens that must not. */
export function after(
  operations: Operation | readonly Operation[],
  conditions: Condition | readonly Condition[],
  effects: Effect | readonly Effect[],
  when: When = 'at once',
): Around {
  const of = [operations].flat()
  const all = [conditions].flat()
  const acts = [effects].flat()
  return (moment, next) => {
    const answer = next()
    const done = { ...moment, answer }
    if (!of.includes(moment.operation) || !all.every((holds) => holds(done))) return answer
    const { transitions, meet } = moment.cloud
    const act = () => {
      meet()
      for (const effect of acts) effect(done)
    }
    if (when === 'at once') act()
    else transitions.run(...Array.from({ length: stepsOf(moment) - 1 }, () => () => {}), act)
    return answer
  }
}

/** In how many steps the cloud makes the change of a call. */
function stepsOf({ operation, minor }: Moment): number {
  if (operation !== 'compute.attach') return 1
  return minor >= 101 ? 4 : 2
}

/** Both, the first inside of the second. */
export const both =
  (inner: Around, outer: Around): Around =>
  (moment, next) => {
    const inside = inner(moment, next)
    return inside instanceof Promise
      ? inside.then((answer) => outer(moment, () => answer))
      : outer(moment, () => inside)
  }
