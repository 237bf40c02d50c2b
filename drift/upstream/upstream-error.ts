/** Thrown for a repository, a file or a line of upstream that cannot be read as it has to be. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  readonly file: string
  /** Counted from 1; undefined when the error is about the file as a whole. */
  readonly line: number | undefined
  readonly problem: string

  constructor(file: string, line: number | undefined, problem: string) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${problem}`)
    this.file = file
    this.line = line
    this.problem = problem
  }
}
