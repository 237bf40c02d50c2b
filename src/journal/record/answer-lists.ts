/** The lists of answers of many cases. Equal lists are in memory once. */
export class AnswerLists {
  static readonly EMPTY: readonly string[] = []
  readonly #longer = new Map<readonly string[], Map<string, readonly string[]>>()

  /** The list with one more answer. */
  with(list: readonly string[], answer: string): readonly string[] {
    const followers = this.#longer.get(list) ?? new Map<string, readonly string[]>()
    this.#longer.set(list, followers)
    const longer = followers.get(answer) ?? [...list, answer]
    followers.set(answer, longer)
    return longer
  }
}
