import { git } from './git.ts'
import { UpstreamError } from './upstream-error.ts'

/** A commit, and the name by which it was found. */
export interface FoundCommit {
  readonly id: string
  /** `stable/2026.1` where `2026.1` was asked for and nothing is called so. */
  readonly name: string
}

/**
 * Finds a tag, a branch or a commit. The name of a release stands for its branch, which OpenStack calls
 * `stable/…`, later `unmaintained/…`, and at last replaces by a tag; of a clone only the remote may have
 * it. Throws {@link UpstreamError} when there is none of these, and for what is no repository.
 */
export function findCommit(directory: string, ref: string): FoundCommit {
  const own = commitOf(directory, ref)
  if (own !== undefined) return { id: own, name: ref }
  for (const pattern of /^[\w./-]+$/.test(ref) ? otherNamesOf(ref) : []) {
    const [found] = refsLike(directory, pattern)
    const id = found === undefined ? undefined : commitOf(directory, found)
    if (found !== undefined && id !== undefined) {
      return { id, name: found.replace(/^refs\/(?:heads|tags|remotes)\//, '') }
    }
  }
  throw new UpstreamError(
    directory,
    undefined,
    `${JSON.stringify(ref)} is no tag, branch or commit there: see git -C ${directory} tag`,
  )
}

/** What else a release may be called, the nearest to its branch first. */
function otherNamesOf(ref: string): readonly string[] {
  const release = ref.replace(/^(?:stable|unmaintained)\//, '')
  const branches = [ref, `stable/${release}`, `unmaintained/${release}`]
  return [
    ...branches.flatMap((name) => [`refs/heads/${name}`, `refs/remotes/*/${name}`]),
    `refs/tags/${release}-eom`,
    `refs/tags/${release}-eol`,
  ]
}

/** The full names that a pattern fits; git alone would also list those below such a name. */
function refsLike(directory: string, pattern: string): readonly string[] {
  const { stdout } = git(directory, ['for-each-ref', '--format=%(refname)', pattern])
  const depth = pattern.split('/').length
  return stdout.split('\n').filter((name) => name.split('/').length === depth)
}

function commitOf(directory: string, name: string): string | undefined {
  const words = ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]
  const { status, stdout } = git(directory, words)
  return status === 0 ? stdout.trim() : undefined
}
