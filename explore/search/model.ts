/**
 * What a target may do, as far as clients can tell. It is nondeterministic: a call that is answered
 * leads from a state to none, one or several others.
 */
export interface Model<State, Call> {
  /** Equal for equal states, different for others. */
  key(state: State): string
  /** The states that may follow without a call: one step of whatever is under way. */
  drifts(state: State): readonly State[]
  /** The states that may follow when the call is answered as it was; none if it may not be. `id` is that of the call. */
  after(state: State, call: Call, id?: number): readonly State[]
  /** Whether the target may be in this state when it gives the answer of a call that it has made. */
  mayAnswer(state: State, call: Call, id: number): boolean
}
