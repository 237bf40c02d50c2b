/** The command line asks for something that cannot be. Its message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
