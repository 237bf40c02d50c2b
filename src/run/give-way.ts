import { constants, setPriority } from 'node:os'

/**
 * Lets the other threads of the process go first from now on: for a thread whose work can wait, where
 * there are fewer processors than threads. Does nothing where a priority is that of a whole process.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Some containers forbid it; the run is a little slower then.
  }
}
