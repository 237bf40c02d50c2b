import { git } from '../upstream/git.ts'

/**
 * What each commit has at the paths, as one text for all of them: two commits with the same text have the
 * same files there. One process of git tells it of all commits.
 */
export function statesOf(
  directory: string,
  refs: readonly string[],
  paths: readonly string[],
): ReadonlyMap<string, string> {
  const input = refs.flatMap((ref) => paths.map((path) => `${ref}:${path}\n`)).join('')
  const { stdout } = git(directory, ['cat-file', '--batch-check=%(objectname)'], input)
  const objects = stdout.split('\n').map((line) => (/^[0-9a-f]+$/.test(line) ? line : '-'))
  return new Map(
    refs.map((ref, index) => {
      const first = index * paths.length
      return [ref, objects.slice(first, first + paths.length).join(' ')]
    }),
  )
}
