/** A bundle or a run is not published. The message is one line. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly path: string

  constructor(path: string, problem: string) {
    super(`${path}: is not published: ${problem}`)
    this.path = path
  }
}
