import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { packageRoot } from '../src/package-root.ts'

/** A source file and the source files that it imports; paths start at the root of the package. */
export interface SourceFile {
  readonly path: string
  readonly lines: number
  readonly imports: readonly string[]
}

/** What `tsconfig.build.json` does not compile: tests, and what only tests use. */
const FOR_TESTS = /\.(?:test|program|robust|pages)\.ts$|\/(?:testing|testbed|robust)\//

const IMPORTED = /\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g

/** The source files of a top-level folder without its tests. */
export function sourceFilesOf(folder: string): SourceFile[] {
  return readdirSync(posix.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name))
    .filter((path) => path.endsWith('.ts') && !FOR_TESTS.test(path))
    .filter((path) => !path.includes('node_modules/'))
    .map((path) => {
      const text = readFileSync(posix.join(packageRoot, path), 'utf8')
      const imports = [...text.matchAll(IMPORTED)].map(([, name = '']) =>
        posix.join(posix.dirname(path), name),
      )
      return { path, lines: text.split('\n').length - 1, imports }
    })
}

/**
 * The folder as which a file counts in the graph: of `src` and `fixtures` the second level, since
 * each is the greater part of the package, of all others the first.
 */
export function folderOf(path: string): string {
  const [first = '', second = '', ...deeper] = path.split('/')
  if (first !== 'src' && first !== 'fixtures') return first
  return deeper.length === 0 ? first : `${first}/${second}`
}

/** The folders that each folder imports from, itself aside. */
export function arrowsOf(files: readonly SourceFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const arrows = new Map<string, Set<string>>()
  for (const { path, imports } of files) {
    const from = folderOf(path)
    const to = arrows.get(from) ?? new Set<string>()
    for (const folder of imports.map(folderOf)) if (folder !== from) to.add(folder)
    arrows.set(from, to)
  }
  return arrows
}

/** The folders that can be reached from themselves, in the order of their names. */
export function circlesOf(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reachable = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>()
    const ahead = [from]
    for (let folder = ahead.pop(); folder !== undefined; folder = ahead.pop()) {
      for (const next of arrows.get(folder) ?? []) {
        if (!seen.has(next)) ahead.push(next)
        seen.add(next)
      }
    }
    return seen
  }
  return [...arrows.keys()].filter((folder) => reachable(folder).has(folder)).sort()
}
