/** A file has no results, although it should. The message is one line. */
export class ResultsError extends Error {
  override readonly name = 'ResultsError'
  readonly path: string

  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`)
    this.path = path
  }
}
