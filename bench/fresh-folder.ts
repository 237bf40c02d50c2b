import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Makes an empty folder for one repetition. What an earlier one has left stays until the bench ends:
 * for five minutes after files were deleted, ext4 passes over the inode of each whenever it makes a
 * file, and a run that writes thousands of reports would be charged for what was tidied before it.
 */
export function freshFolder(scratch: string, name: string): Promise<string> {
  return mkdtemp(join(scratch, `${name}-`))
}
