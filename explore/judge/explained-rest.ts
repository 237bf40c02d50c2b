import type { AnsweredCall } from '../model/call.ts'
import { cloudModel, isAtRest } from '../model/cloud-model.ts'
import type { CloudState } from '../model/state.ts'
import type { Observation } from '../perform/observe.ts'
import type { Frontier } from '../search/frontier.ts'

/** The states in which everything may come to rest. Throws TooManyPossibilitiesError. */
export function statesAtRest(frontier: Frontier<CloudState, AnsweredCall>): readonly CloudState[] {
  return frontier.drifted().filter(isAtRest)
}

/** Whether one of these states shows what was seen. */
export function explainsRest(
  states: readonly CloudState[],
  { calls }: Pick<Observation, 'calls'>,
): boolean {
  return states.some((state) => calls.every((call) => cloudModel.after(state, call).length > 0))
}
