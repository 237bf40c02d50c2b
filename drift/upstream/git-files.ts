import { spawnSync } from 'node:child_process'
import { UpstreamError } from './upstream-error.ts'

/** The files of a repository at one commit. What is not there is undefined. */
export interface UpstreamFiles {
  read(path: string): string | undefined
  /** The paths of all files at or below a path. */
  below(path: string): readonly string[]
}

/** Far more than the largest file that is read. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * The files of a checkout or a bare repository, at any tag, branch or commit. Nothing is checked out.
 * Throws {@link UpstreamError} when there is no git, no repository, or no such commit.
 */
export function gitFiles(directory: string, ref: string): UpstreamFiles {
  const commit = git(directory, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])
  if (commit.status !== 0) {
    throw new UpstreamError(
      directory,
      undefined,
      `${JSON.stringify(ref)} is no tag, branch or commit there: see git -C ${directory} tag`,
    )
  }
  const at = commit.stdout.trim()
  return {
    read(path) {
      const { status, stdout } = git(directory, ['show', `${at}:${path}`])
      return status === 0 ? stdout : undefined
    },
    below(path) {
      const { stdout } = git(directory, ['ls-tree', '-r', '--name-only', '-z', at, '--', path])
      return stdout.split('\0').filter((name) => name !== '')
    },
  }
}

function git(directory: string, words: readonly string[]) {
  const { error, status, stdout, stderr } = spawnSync('git', ['-C', directory, ...words], {
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
  })
  if (error !== undefined) {
    throw new UpstreamError(directory, undefined, `git cannot be started (${error.message})`)
  }
  if (/not a git repository|cannot change to/.test(stderr)) {
    const expected = 'expected a checkout or a bare repository'
    throw new UpstreamError(directory, undefined, `${expected}: ${stderr.trim()}`)
  }
  return { status, stdout }
}
