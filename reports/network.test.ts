import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../src/package-root.ts'
import { completedPage } from './allure/page/completed-page.ts'
import { PageUnderWay } from './allure/page-under-way.ts'
import { loadsOf, permitsOf } from './testing/loads.ts'
import { syntheticPages } from './testing/synthetic-pages.ts'

/**
 * The modules that make HTML pages, besides Allure; trust and bench have the same test for theirs.
 */
const GENERATORS = [
  'bench/report/page.ts',
  'reports/certificate/certificate-page.ts',
  'reports/exploration/exploration-page.ts',
  'reports/matrix/matrix.ts',
  'trust/report/page.ts',
]

describe('No page uses the network:', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-network-'))
  let pages: ReadonlyMap<string, string> = new Map()
  beforeAll(async () => {
    pages = await syntheticPages(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const textOf = (name: string) => readFileSync(pages.get(name) ?? '', 'latin1')

  it.each(['matrix', 'certificate', 'exploration', 'allure'])('%s', (name) => {
    expect(loadsOf(textOf(name))).toEqual([])
    expect(permitsOf(textOf(name))).toEqual([])
  })

  it('badge', () => {
    expect(loadsOf(textOf('badge'))).toEqual([])
  })

  it('and all pages are tested', () => {
    const made = [
      'bench',
      'cli',
      'fixtures',
      'lab',
      'reports',
      'reference-cloud',
      'src',
      'trust',
    ].flatMap((top) =>
      readdirSync(join(packageRoot, top), { recursive: true, encoding: 'utf8' })
        .map((name) => `${top}/${name.replaceAll('\\', '/')}`)
        .filter(
          (name) => /(?<!\.test|\.pages)\.ts$/.test(name) && name !== 'reports/text/static-page.ts',
        )
        .filter((name) =>
          /\bstaticPage\(|\bpieceByPiece\(|<!doctype html/i.test(
            readFileSync(join(packageRoot, name), 'utf8'),
          ),
        ),
    )
    expect(made.sort()).toEqual(GENERATORS)
  })
})

describe('The check of a page', () => {
  it.each([
    '<script async src="https://elsewhere.example/x.js"></script>',
    "<IMG SRC='//elsewhere.example/x.png'>",
    '<link rel=preconnect href=https://elsewhere.example>',
    '<svg><image xlink:href="http://elsewhere.example"/></svg>',
    '<form action="/answers">',
    '<a href="#" ping="https://elsewhere.example">',
    '<style>@import "x.css"</style>',
    '<style>p { background: url(x.png) }</style>',
    '<script>navigator.sendBeacon(place)</script>',
    '<p style="background: url(//elsewhere.example/x.png)">',
    '<script>fetch(place)</script>',
    '<meta http-equiv="refresh" content="0; url=https://elsewhere.example">',
  ])('finds %s', (piece) => {
    expect(loadsOf(`<p>before</p>${piece}<p>after</p>`)).toHaveLength(1)
  })

  it('accepts links that wait for a click, and what is in the page', () => {
    const page = `<a href="https://docs.example">docs</a><svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>
      <link rel="icon" href="data:,"><style>p { background: url(data:,) }</style><p>&lt;img src="http://x"&gt;</p>`
    expect(loadsOf(page)).toEqual([])
  })

  const policy = (content: string) =>
    `<head><meta http-equiv="Content-Security-Policy" content="${content}"></head>`
  it.each([
    ['', 'everything: no policy at the beginning'],
    [`<style></style>${policy("default-src 'none'")}`, 'everything: no policy at the beginning'],
    [policy("script-src 'none'"), 'everything that it does not name'],
    [policy("default-src 'none'; img-src https:"), 'img-src https:'],
  ])('reports that %s permits something', (page, permitted) => {
    expect(permitsOf(page)).toContain(permitted)
  })
})

describe('The page as Allure makes it', () => {
  it('loads what is removed; for a new version of Allure this has to be checked again', async () => {
    const { page } = await (await PageUnderWay.begin('a run')).finish()
    if (page === undefined) throw new TypeError('no page')
    const found = loadsOf(page.toString('latin1'))
    expect(found).toEqual([expect.stringContaining('https://www.googletagmanager.com/')])
    expect(permitsOf(page.toString('latin1'))).not.toEqual([])

    for (const gone of ['<head>', 'https://www.googletagmanager.com/', "gtag('config'"]) {
      const other = Buffer.from(page.toString('latin1').replace(gone, '?'), 'latin1')
      expect(() => completedPage(other)).toThrow(/^Allure's page has no /)
    }
  })
})
