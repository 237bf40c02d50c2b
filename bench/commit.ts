import { execFileSync } from 'node:child_process'
import { packageRoot } from '../src/package-root.ts'

/** The commit that is measured; `+` says that files differ from it. */
export function currentCommit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: packageRoot, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--untracked-files=no') !== ''
  return `${git('rev-parse', '--short', 'HEAD')}${changed ? '+' : ''}`
}
