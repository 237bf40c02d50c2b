import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { arrowsOf, circlesOf, folderOf, type SourceFile, sourceFilesOf } from './import-graph.ts'

const ROOT = ['api', 'cli', 'drift', 'explore', 'fixtures', 'reports', 'site', 'src', 'suites']
const WORKSPACES = ['bench', 'lab', 'reference-cloud', 'trust']
const files = [...ROOT, ...WORKSPACES].flatMap(sourceFilesOf)
const arrows = arrowsOf(files)

/** Files that stand directly in `suites/`: they join suites and run them, and are no suites. */
const isSuite = ({ path }: SourceFile) => path.split('/').length > 2

/** The top-level folders that files import from, their own aside. */
function importedBy(chosen: (file: SourceFile) => boolean): string[] {
  const found = files.filter(chosen).flatMap(({ path, imports }) => {
    const top = topOf(path)
    return imports.map(topOf).filter((other) => other !== top)
  })
  return [...new Set(found)].sort()
}

const topOf = (path: string) => path.split('/', 1)[0] ?? ''
const within = (top: string) => (file: SourceFile) => topOf(file.path) === top

describe('imports between folders', () => {
  it('are read', () => {
    expect(arrows.size).toBeGreaterThan(18)
    expect([...(arrows.get('suites') ?? [])]).toContain('fixtures/core')
  })

  it('make no circle', () => {
    expect(circlesOf(arrows)).toEqual([])
  })

  it.each([
    ['src', []],
    ['reference-cloud', []],
    ['reports', ['src']],
    ['site', ['reports', 'src']],
    ['fixtures', ['src']],
    ['drift', ['src']],
    ['explore', ['fixtures', 'src']],
    ['lab', ['reports', 'site', 'src']],
    ['api', ['fixtures', 'reference-cloud', 'reports', 'src', 'suites']],
    [
      'cli',
      [
        'api',
        'drift',
        'explore',
        'fixtures',
        'reference-cloud',
        'reports',
        'site',
        'src',
        'suites',
      ],
    ],
  ])('of %s are of %j', (top, allowed) => {
    expect(
      importedBy(within(top)).filter((other) => !allowed.some((one) => one === other)),
    ).toEqual([])
  })

  it('of suites are of fixtures alone, beside the files that join and run them', () => {
    expect(importedBy((file) => within('suites')(file) && isSuite(file))).toEqual(['fixtures'])
    expect(importedBy(within('suites'))).toEqual(['fixtures', 'src'])
  })

  it('of the product are of no workspace but the reference cloud', () => {
    const workspaces = importedBy(({ path }) => ROOT.includes(topOf(path))).filter((top) =>
      WORKSPACES.includes(top),
    )
    expect(workspaces).toEqual(['reference-cloud'])
  })
})

describe('the command line', () => {
  /** What talks to a cloud or writes the journal of a run. */
  const STEPS = [
    ...['0-choose-target', '1-discover', '3-perform', '4-clean-up'],
    ...['begin-journal', 'execute-run', 'record-target'],
  ].map((name) => `api/steps/${name}.ts`)

  /** The files of the command line that import any of these. */
  const takers = (taken: readonly string[]) =>
    files
      .filter(within('cli'))
      .filter(({ imports }) => imports.some((path) => taken.includes(path)))
      .map(({ path }) => path)
      .sort()

  it('takes no single steps of a run: the API has a function for each whole', () => {
    expect(takers(STEPS)).toEqual([])
  })

  it('has no runner of cases', () => {
    expect(takers(['fixtures/core/case/case-runner.ts', 'suites/conformance.run.ts'])).toEqual([])
  })
})

describe('a folder', () => {
  // A folder of the graph with all that is below it; the workspaces are packages of their own.
  it('has at most a third of the lines of the root package', () => {
    const lines = new Map<string, number>()
    for (const file of files.filter(({ path }) => ROOT.includes(topOf(path)))) {
      const folder = folderOf(file.path)
      lines.set(folder, (lines.get(folder) ?? 0) + file.lines)
    }
    const all = [...lines.values()].reduce((sum, count) => sum + count)
    expect([...lines].filter(([, count]) => count > all / 3)).toEqual([])
  })

  // Source files that stand in it directly: those of its subfolders and tests are not counted.
  it('has at most 25 files', () => {
    const counts = new Map<string, number>()
    for (const folder of files.map(({ path }) => posix.dirname(path))) {
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
    expect([...counts].filter(([, count]) => count > 25)).toEqual([])
  })
})

describe('the search for circles', () => {
  const graph = (...pairs: [string, string][]) =>
    arrowsOf(
      pairs.map(([from, to]) => ({ path: `${from}/a.ts`, lines: 1, imports: [`${to}/b.ts`] })),
    )

  it('finds all folders of one, and none that only lead to it', () => {
    expect(circlesOf(graph(['a', 'b'], ['b', 'c'], ['c', 'b'], ['c', 'd']))).toEqual(['b', 'c'])
  })

  it('finds none where arrows only meet again', () => {
    expect(circlesOf(graph(['a', 'b'], ['a', 'c'], ['b', 'd'], ['c', 'd']))).toEqual([])
  })
})
