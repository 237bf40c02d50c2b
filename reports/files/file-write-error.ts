/** A file of ours cannot be written. The message is one line. */
export class FileWriteError extends Error {
  override readonly name = 'FileWriteError'
  readonly file: string
  /** Of the system, such as `ENOSPC`. */
  readonly code: string

  constructor(file: string, code: string, cause: unknown) {
    super(
      `${file}: cannot be written (${code}): make room for it or give other rights, then do this again`,
      { cause },
    )
    this.file = file
    this.code = code
  }
}
