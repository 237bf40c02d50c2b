/** A query cannot be read. The message is one line and says what was expected. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
  /** Where in the text, from 0. */
  readonly at: number

  constructor(problem: string, at: number) {
    super(`the query, at ${at + 1}: ${problem}`)
    this.at = at
  }
}
