/**
 * A file of a bundle differs from its header or from the signed statement. The message is one line.
 */
export class UnpackError extends Error {
  override readonly name = 'UnpackError'
  /** The name of the file in the bundle. */
  readonly file: string

  constructor(file: string, problem: string) {
    super(`${file} ${problem}`)
    this.file = file
  }
}
