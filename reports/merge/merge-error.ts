/** The runs cannot be merged, because they do not belong together. The message is one line. */
export class MergeError extends Error {
  override readonly name = 'MergeError'
  /** The run with the problem; absent when it is about all of them. */
  readonly path: string | undefined

  constructor(path: string | undefined, problem: string) {
    super(path === undefined ? problem : `${path}: ${problem}`)
    this.path = path
  }
}
