import type { History } from '../history/history.ts'
import { byOf, type Op } from '../history/step.ts'
import type { AnsweredCall } from '../model/call.ts'
import { cloudModel } from '../model/cloud-model.ts'
import { type CloudState, initialState } from '../model/state.ts'
import type { Timeline } from '../perform/timeline.ts'
import { Frontier, TooManyPossibilitiesError } from '../search/frontier.ts'
import { stateInWords } from './state-in-words.ts'

/** An operation that was called in a state and answered with a status. */
export interface Reached {
  readonly operation: string
  /** In words. */
  readonly state: string
  readonly status: number
  /** How many calls had their effect in this state, whatever the order of the others. */
  readonly surely: number
  /** How many may have had it in this state or in another one. */
  readonly perhaps: number
}

/**
 * Which states of the model were met by which operations, and how these were answered there. A call that overlaps
 * others, or what is under way, may have met one of several states.
 */
export class Coverage {
  readonly #reached = new Map<string, Reached>()

  /** Takes a history that the model explains; of others, the calls before the one that is wrong. */
  enter({ servers, volumes }: History, { calls, ends }: Timeline): void {
    const met = new Map<AnsweredCall, Set<string>>()
    const noting = {
      ...cloudModel,
      after(state: CloudState, call: AnsweredCall) {
        const next = cloudModel.after(state, call)
        if (next.length > 0) met.get(call)?.add(stateInWords(call.step, state))
        return next
      },
    }
    const frontier = new Frontier(noting, initialState(servers, volumes))
    try {
      for (const { end, call: number } of ends) {
        const call = calls[number]?.call
        if (call === undefined) return
        if (end === 'sent') {
          met.set(call, new Set())
          frontier.sent(number, call)
        } else if (frontier.answered(number)) this.#count(call, met.get(call) ?? new Set())
        else return
        if (end === 'answered') met.delete(call)
      }
    } catch (error) {
      if (!(error instanceof TooManyPossibilitiesError)) throw error
    }
  }

  /** In the order of operations, states and statuses. */
  get rows(): readonly Reached[] {
    return [...this.#reached.entries()]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, reached]) => reached)
  }

  #count({ step, status }: AnsweredCall, states: ReadonlySet<string>): void {
    const operation = operationOf(step.op, byOf(step))
    for (const state of states) {
      const key = `${operation}\n${state}\n${status}`
      const known = this.#reached.get(key) ?? { operation, state, status, surely: 0, perhaps: 0 }
      const isSure = states.size === 1
      this.#reached.set(key, {
        ...known,
        surely: known.surely + (isSure ? 1 : 0),
        perhaps: known.perhaps + (isSure ? 0 : 1),
      })
    }
  }
}

/** What somebody of another project calls is refused in each state, so it is counted on its own. */
function operationOf(op: Op, by: string | undefined): string {
  return by === 'stranger' ? `${op} (another project)` : op
}
