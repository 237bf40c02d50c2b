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
}

export type Condition = (done: Done) => boolean
export type Effect = (done: Done) => void

/** After one of these operations, under these conditions, something happens that must not. */
export function after(
  operations: Operation | readonly Operation[],
  conditions: Condition | readonly Condition[],
  effects: Effect | readonly Effect[],
  laterMs?: number,
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
    if (laterMs === undefined) act()
    else transitions.after(laterMs, act)
    return answer
  }
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
