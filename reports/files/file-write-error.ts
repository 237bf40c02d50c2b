/** A file of Attest cannot be written. The message is one line. */
export class FileWriteError extends Error {
  override readonly name = 'FileWriteError'
  readonly file: string
  /** Error code of the system, such as `ENOSPC`. */
  readonly code: string

  constructor(file: string, code: string, cause: unknown) {
    super(
      `${file}: cannot be written (${code}): make room for it or change the permissions, then do this again`,
      { cause },
    )
    this.file = file
    this.code = code
  }
}
