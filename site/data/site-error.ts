/** A site cannot be read, or does not take something. The message is one line. */
export class SiteError extends Error {
  override readonly name = 'SiteError'
  readonly path: string

  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`)
    this.path = path
  }
}
