/** Thrown for a journal that cannot be read. The message says in one line where and why. */
export class JournalError extends Error {
  override readonly name = 'JournalError'
  readonly file: string
  /** Counted from 1; absent when the problem is the whole file. */
  readonly line?: number

  constructor(file: string, line: number | undefined, problem: string) {
    super(line === undefined ? `${file}: ${problem}` : `${file}:${line}: ${problem}`)
    this.file = file
    if (line !== undefined) this.line = line
  }
}
