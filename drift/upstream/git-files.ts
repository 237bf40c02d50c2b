import { findCommit } from './find-commit.ts'
import { git } from './git.ts'

/** The files of a repository at one commit. What is not there is undefined. */
export interface UpstreamFiles {
  read(path: string): string | undefined
  /** Reads many files at once, which is faster than one after the other. */
  prepare(paths: readonly string[]): void
}

/**
 * The files of a checkout or a bare repository, at any tag, branch or commit. Nothing is checked out.
 * Throws {@link UpstreamError} when there is no git, no repository, or no such commit.
 */
export function gitFiles(directory: string, ref: string): UpstreamFiles {
  const { id: at } = findCommit(directory, ref)
  const known = new Map<string, string | undefined>()
  const prepare = (paths: readonly string[]) => {
    const wanted = [...new Set(paths)].filter((path) => !known.has(path))
    if (wanted.length === 0) return
    const input = wanted.map((path) => `${at}:${path}\n`).join('')
    const texts = batchOf(git(directory, ['cat-file', '--batch'], input).bytes)
    for (const [index, path] of wanted.entries()) known.set(path, texts[index])
  }
  return {
    prepare,
    read(path) {
      prepare([path])
      return known.get(path)
    },
  }
}

/** The texts in the output of `cat-file --batch`: a line with the size before each, or that it is missing. */
function batchOf(bytes: Buffer): readonly (string | undefined)[] {
  const texts: (string | undefined)[] = []
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf('\n', start)
    const [, kind, size] = / (blob|tree) (\d+)$/.exec(bytes.toString('utf8', start, end)) ?? []
    const length = size === undefined ? -1 : Number(size)
    texts.push(kind === 'blob' ? bytes.toString('utf8', end + 1, end + 1 + length) : undefined)
    start = end + 2 + length
  }
  return texts
}
