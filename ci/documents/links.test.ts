import { existsSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { allPages } from './all-pages.ts'
import { type Page, parsePage, readPage } from './page.ts'

const pages = allPages().map(readPage)

describe('README', () => {
  it('is read in a few minutes', () => {
    expect(statSync(join(packageRoot, 'README.md')).size).toBeLessThanOrEqual(8192)
  })
})

describe('docs/README.md', () => {
  it('leads to every page below docs, decisions by their own list', () => {
    const goals = readPage('docs/README.md').links.map((goal) => posix.join('docs', goal))
    const below = allPages().filter(
      (path) =>
        path.startsWith('docs/') && path !== 'docs/README.md' && !/^docs\/adr\/\d/.test(path),
    )
    expect(below.filter((path) => !goals.includes(path))).toEqual([])
  })
})

describe.each(pages.map((page) => [page.path, page] as const))('%s', (path, page) => {
  it('has links and images that lead somewhere', () => {
    expect(page.links.filter((goal) => !leadsSomewhere(path, goal))).toEqual([])
  })

  const hasContents = /^docs\/[^/]+\.md$/.test(path) && path !== 'docs/README.md'
  it.runIf(hasContents)('begins with a table of contents of all its sections', () => {
    const sections = page.headings.filter(({ level, text }) => level === 2 && text !== 'Contents')
    const listed = page.contents.filter((goal) =>
      sections.some((each) => goal === `#${each.anchor}`),
    )
    expect(page.headings[1]?.text).toBe('Contents')
    expect(listed).toEqual(sections.map((each) => `#${each.anchor}`))
  })
})

describe('A link', () => {
  const page = parsePage('docs/x.md', '# A\n\n## B `c`: d\n\n[1](#b-c-d) [2](#e) [3](safety.md#no)')

  it.each([
    ['#b-c-d', true],
    ['#e', false],
    ['safety.md', true],
    ['safety.md#what-it-needs', true],
    ['safety.md#no', false],
    ['nothing.md', false],
    ['../specs', true],
    ['https://example.org/', true],
  ])('to %s leads somewhere: %s', (goal, expected) => {
    expect(leadsSomewhere(page.path, goal, page)).toBe(expected)
  })

  it('is found in text, and not in code', () => {
    expect(page.links).toEqual(['#b-c-d', '#e', 'safety.md#no'])
    expect(parsePage('x', 'a `[b](c)`\n\n```sh\n[d](e)\n```\n').links).toEqual([])
  })
})

/** Other hosts are not asked. */
function leadsSomewhere(from: string, goal: string, own: Page = readPage(from)): boolean {
  if (/^[a-z]+:/.test(goal)) return true
  const [file = '', fragment] = goal.split('#')
  const path = file === '' ? from : posix.join(dirname(from), file)
  if (!existsSync(join(packageRoot, path))) return file === '' && has(own, fragment)
  if (fragment === undefined) return true
  return has(file === '' ? own : readPage(path), fragment)
}

function has({ headings }: Page, fragment: string | undefined): boolean {
  return headings.some(({ anchor }) => anchor === fragment)
}
