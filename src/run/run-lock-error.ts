/** The folder of a run is locked by another process, or cannot be locked. The message is one line. */
export class RunLockError extends Error {
  override readonly name = 'RunLockError'
  readonly folder: string
  /** The process that has the lock, if that is the cause. */
  readonly pid: number | undefined

  constructor(folder: string, problem: string, pid?: number) {
    super(`${folder}: ${problem}`)
    this.folder = folder
    this.pid = pid
  }
}
