import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Creates an empty folder for one repetition. Folders of earlier repetitions stay until the bench ends:
 * for five minutes after files were deleted, ext4 skips their inodes whenever it creates a file, which
 * would slow down the next run.
 */
export function freshFolder(scratch: string, name: string): Promise<string> {
  return mkdtemp(join(scratch, `${name}-`))
}
