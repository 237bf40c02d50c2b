import { existsSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { allPages } from './all-pages.ts'
import { type Page, parsePage, readPage } from './page.ts'

const pages = allPages().map((path) => [path, readPage(path)] as const)

describe('README', () => {
  it('is read in a few minutes', () => {
    expect(statSync(join(packageRoot, 'README.md')).size).toBeLessThanOrEqual(8192)
  })
})

describe('docs/README.md', () => {
  it('leads to every page below docs; each decision has its place in a list of its own', () => {
    const goals = readPage('docs/README.md').links.map((goal) => posix.join('docs', goal))
    const below = allPages().filter(
      (path) =>
        path.startsWith('docs/') && path !== 'docs/README.md' && !/^docs\/adr\/\d/.test(path),
    )
    expect(below.filter((path) => !goals.includes(path))).toEqual([])
  })
})

describe.each(pages)('%s', (_path, page) => {
  it('has links and images that lead somewhere', () => {
    expect(page.links.filter((goal) => !leadsSomewhere(page, goal))).toEqual([])
  })
})

describe.each(
  pages.filter(([path]) => path === 'CONTRIBUTING.md' || /^docs\/(?!README)[^/]+\.md$/.test(path)),
)('%s', (_path, { headings, contents }) => {
  it('begins with a table of contents that has all its sections in order', () => {
    const sections = headings
      .filter(({ level, text }) => level === 2 && text !== 'Contents')
      .map(({ anchor }) => `#${anchor}`)
    expect(headings[1]?.text).toBe('Contents')
    expect(contents.filter((goal) => sections.includes(goal))).toEqual(sections)
  })
})

describe('A link', () => {
  const text = '# A\n\n## B `c`: d\n\n## B `c`: d\n\n[1](#b-c-d) [`2`](#e) [3](safety.md#no)'
  const page = parsePage('docs/gates.md', text)

  it.each([
    ['#b-c-d', true],
    ['#b-c-d-1', true],
    ['#b-c-d-2', false],
    ['safety.md', true],
    ['safety.md#what-it-needs', true],
    ['safety.md#no', false],
    ['nothing.md', false],
    ['../specs', true],
    ['https://example.org/', true],
  ])('to %s leads somewhere: %s', (goal, expected) => {
    expect(leadsSomewhere(page, goal)).toBe(expected)
  })

  it('is found in text, and not in code', () => {
    expect(page.links).toEqual(['#b-c-d', '#e', 'safety.md#no'])
    expect(parsePage('x', 'a `[b](c)`\n\n```sh\n[d](e)\n```\n').links).toEqual([])
  })
})

/** Whether file and heading are there. Other hosts are not asked. */
function leadsSomewhere(from: Page, goal: string): boolean {
  if (/^[a-z]+:/.test(goal)) return true
  const [file = '', fragment] = goal.split('#')
  const path = file === '' ? from.path : posix.join(dirname(from.path), file)
  if (!existsSync(join(packageRoot, path))) return false
  if (fragment === undefined) return true
  const { headings } = file === '' ? from : readPage(path)
  return headings.some(({ anchor }) => anchor === fragment)
}
