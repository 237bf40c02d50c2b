/** Nobody else may work in the folder of a run now, or it cannot be made sure of. One line. */
export class RunLockError extends Error {
  override readonly name = 'RunLockError'
  readonly folder: string
  /** The process that is at work there, if that is why. */
  readonly pid: number | undefined

  constructor(folder: string, problem: string, pid?: number) {
    super(`${folder}: ${problem}`)
    this.folder = folder
    this.pid = pid
  }
}
