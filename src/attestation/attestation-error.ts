/** A key, a profile or a bundle is not usable. The message is one line. */
export class AttestationError extends Error {
  override readonly name = 'AttestationError'
  /** The file or option with the problem. */
  readonly subject: string

  constructor(subject: string, problem: string) {
    super(`${subject}: ${problem}`)
    this.subject = subject
  }
}
