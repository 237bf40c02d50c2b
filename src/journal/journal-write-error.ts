/**
 * The journal cannot be written: nothing may be created from now on, because it would not be
 * recorded.
 */
export class JournalWriteError extends Error {
  override readonly name = 'JournalWriteError'
  readonly file: string
  /** Error code of the system, such as `ENOSPC`. */
  readonly code: string

  constructor(file: string, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause'
    super(
      `${file}: cannot be written (${code}), so the run cannot go on; make room for it, then attest resume or attest cleanup the run`,
      { cause },
    )
    this.file = file
    this.code = code
  }
}
