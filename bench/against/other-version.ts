import { execFile } from 'node:child_process'
import { readFile, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { UsageError } from '../../cli/errors/usage-error.ts'
import type { Subject } from '../subject.ts'

const run = promisify(execFile)

/**
 * Checks a git ref out into `folder` and compiles it there. Installed packages are shared when the lock
 * files of both versions are equal, and else installed for this one. `remove` removes the folder.
 * Throws {@link UsageError} when there is no such commit.
 */
export async function otherVersion(
  ref: string,
  own: string,
  folder: string,
): Promise<Subject & { readonly remove: () => Promise<void> }> {
  const commit = await commitOf(ref, own)
  await run('git', ['worktree', 'add', '--detach', folder, commit], { cwd: own })
  const remove = async (): Promise<void> => {
    // Removes the link only: git would remove the folder that it points to.
    await rm(join(folder, 'node_modules'), { force: true }).catch(() => {})
    await run('git', ['worktree', 'remove', '--force', folder], { cwd: own })
  }
  try {
    if (await locksTheSame(own, folder)) {
      await symlink(join(own, 'node_modules'), join(folder, 'node_modules'))
    } else {
      await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder })
    }
    await run('npm', ['run', 'build'], { cwd: folder })
  } catch (error) {
    await remove()
    throw error
  }
  return { name: ref, root: folder, remove }
}

async function commitOf(ref: string, root: string): Promise<string> {
  try {
    const { stdout } = await run('git', ['rev-parse', '--verify', `${ref}^{commit}`], { cwd: root })
    return stdout.trim()
  } catch {
    throw new UsageError(`--against ${ref} is no commit: expected a branch, a tag or a hash`)
  }
}

async function locksTheSame(one: string, other: string): Promise<boolean> {
  const [mine, theirs] = await Promise.all(
    [one, other].map((folder) => readFile(join(folder, 'package-lock.json'), 'utf8')),
  )
  return mine === theirs
}
