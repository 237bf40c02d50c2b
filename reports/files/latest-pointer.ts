import { readlink, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { writeAtomically } from './write-atomically.ts'

/**
 * The path of `latest`: beside the `runs` folder with the run, or undefined for a run in another
 * place.
 */
export function latestBeside(runDirectory: string): string | undefined {
  const parent = dirname(resolve(runDirectory))
  return basename(parent) === 'runs' ? join(dirname(parent), 'latest') : undefined
}

/**
 * Makes `pointer` lead to the run: a symbolic link, or a file with the path where links are not
 * possible. Anything else at this place is left alone. Returns whether the pointer leads to the
 * run.
 */
export async function pointTo(pointer: string, runDirectory: string): Promise<boolean> {
  const goal = relative(dirname(resolve(pointer)), resolve(runDirectory))
  const unfinished = `${pointer}.${process.pid}.tmp`
  try {
    await rm(unfinished, { force: true })
    await symlink(goal, unfinished, 'dir')
    await rename(unfinished, pointer)
    return (await readlink(pointer)) === goal
  } catch (error) {
    await rm(unfinished, { force: true })
    if (isSystemError(error, 'EISDIR', 'ENOTEMPTY', 'EEXIST')) return false
    if (!isSystemError(error, 'EPERM', 'EACCES', 'ENOSYS', 'EOPNOTSUPP')) throw error
    await writeAtomically(pointer, `${goal}\n`)
    return true
  }
}

function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
