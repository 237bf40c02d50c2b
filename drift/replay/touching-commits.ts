import { spawnSync } from 'node:child_process'
import { UpstreamError } from '../upstream/upstream-error.ts'

/** A commit of upstream. */
export interface Commit {
  readonly id: string
  /** `2026-10-01` */
  readonly date: string
  readonly title: string
}

/** The commits up to `ref` that touch any of the paths, oldest first; merges change nothing themselves. */
export function touchingCommits(
  directory: string,
  ref: string,
  paths: readonly string[],
): readonly Commit[] {
  const words = ['log', '--no-merges', '--reverse', '--date=short', '--format=%H%x09%ad%x09%s', ref]
  const { status, stdout, stderr } = spawnSync('git', ['-C', directory, ...words, '--', ...paths], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new UpstreamError(directory, undefined, stderr.trim())
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', date = '', title = ''] = line.split('\t')
      return { id, date, title }
    })
}
