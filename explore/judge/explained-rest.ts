import type { AnsweredCall } from '../model/call.ts'
import { cloudModel, isAtRest } from '../model/cloud-model.ts'
import type { CloudState } from '../model/state.ts'
import type { Observation } from '../perform/observe.ts'
import type { Frontier } from '../search/frontier.ts'

/** Whether one of the states in which everything may have come to rest shows what was seen. */
export function explainsRest(
  frontier: Frontier<CloudState, AnsweredCall>,
  { calls }: Observation,
): boolean {
  return frontier
    .drifted()
    .some(
      (state) => isAtRest(state) && calls.every((call) => cloudModel.after(state, call).length > 0),
    )
}
