import { execFileSync } from 'node:child_process'
import { packageRoot } from '../src/package-root.ts'

/** The hash of the measured commit, followed by `+` when there are uncommitted changes. */
export function currentCommit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: packageRoot, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--untracked-files=no') !== ''
  return `${git('rev-parse', '--short', 'HEAD')}${changed ? '+' : ''}`
}
