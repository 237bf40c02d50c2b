import type { History } from '../history/history.ts'
import type { AnsweredCall } from '../model/call.ts'
import { cloudModel } from '../model/cloud-model.ts'
import type { KnownBug } from '../model/known-bugs.ts'
import { type CloudState, initialState } from '../model/state.ts'
import type { Timeline } from '../perform/timeline.ts'
import { Frontier } from '../search/frontier.ts'

export type JudgedTimeline =
  | { readonly code: 'explained'; readonly frontier: Frontier<CloudState, AnsweredCall> }
  /** No order of the calls explains the answer of this call. */
  | {
      readonly code: 'unexplained'
      readonly call: number
      /** The states that were possible before. */
      readonly states: readonly CloudState[]
    }

/** Holds the answers of a history against the model of a cloud with these bugs. Throws TooManyPossibilitiesError. */
export function judgeTimeline(
  { servers, volumes }: History,
  timeline: Timeline,
  bugs: readonly KnownBug[] = [],
): JudgedTimeline {
  const frontier = new Frontier(cloudModel, initialState(servers, volumes, bugs))
  for (const { end, call: number } of timeline.ends) {
    const performed = timeline.calls[number]
    if (performed === undefined) throw new TypeError(`the timeline lacks its call ${number}`)
    if (end === 'sent') frontier.sent(number, performed.call)
    else if (!frontier.answered(number)) {
      return { code: 'unexplained', call: number, states: frontier.drifted() }
    }
  }
  return { code: 'explained', frontier }
}
