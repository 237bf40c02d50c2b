import { spawnSync } from 'node:child_process'
import { UpstreamError } from './upstream-error.ts'

/** Far more than the largest file that is read. */
const MOST_BYTES = 64 * 1024 * 1024

/** Asks git about a repository. Throws {@link UpstreamError} when there is no git, or no repository. */
export function git(directory: string, words: readonly string[], input = '') {
  const { error, status, stdout, stderr } = spawnSync('git', ['-C', directory, ...words], {
    input,
    maxBuffer: MOST_BYTES,
  })
  if (error !== undefined) {
    throw new UpstreamError(directory, undefined, `git cannot be started (${error.message})`)
  }
  const complaint = stderr.toString('utf8').trim()
  if (/not a git repository|cannot change to/.test(complaint)) {
    const expected = 'expected a checkout or a bare repository'
    throw new UpstreamError(directory, undefined, `${expected}: ${complaint}`)
  }
  if (complaint.includes('dubious ownership')) {
    const allow = `git config --global --add safe.directory ${directory}`
    throw new UpstreamError(
      directory,
      undefined,
      `belongs to another user; to let git read it: ${allow}`,
    )
  }
  return { status, bytes: stdout, stdout: stdout.toString('utf8') }
}
