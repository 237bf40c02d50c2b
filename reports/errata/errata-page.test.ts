import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { packageRoot } from '../../src/package-root.ts'
import { errataPage } from './errata-page.ts'

const FILE = join(packageRoot, 'docs', 'errata.md')
const contracts = [...loadContracts().values()]
const page = errataPage(contracts)

it('is committed as generated (ATTEST_WRITE=1 generates it again)', async () => {
  if (process.env.ATTEST_WRITE === '1') await writeFile(FILE, page)

  expect(await readFile(FILE, 'utf8')).toBe(page)
})

it('gives each erratum one heading, in the order of its document', () => {
  const headings = [...page.matchAll(/^### `(.*)`$/gm)].map(([, id]) => id)

  expect(new Set(headings).size).toBe(headings.length)
  for (const { errata } of contracts) {
    const ids = errata.map(({ id }) => id)
    expect(headings.filter((heading) => ids.includes(heading ?? ''))).toEqual(ids)
  }
})

it('links each operation to all of its errata, and to the list of what is not tested', () => {
  const headings = [...page.matchAll(/^#+ `?(.*?)`?$/gm)].map(([, text = '']) =>
    text.toLowerCase().replaceAll(/[:.]/g, '').replaceAll(' ', '-'),
  )
  const links = [...page.matchAll(/\]\(#(.*?)\)/g)].map(([, goal]) => goal)
  const expected = contracts.flatMap(({ errata, title }) => [
    ...errata.flatMap(({ operations }) => operations),
    `part ${title}`,
    `not tested ${title}`,
  ])

  expect(links).toHaveLength(expected.length)
  expect(links.filter((goal) => !headings.includes(goal ?? ''))).toEqual([])
  expect(new Set(headings).size).toBe(headings.length)
})

it('lists what is not tested in the part of its document, with the reason', () => {
  for (const { title, exclusions } of contracts) {
    if (exclusions.length === 0) continue
    const start = page.indexOf(`### Not tested: ${title}`)
    const part = page.slice(start).split('\n## ', 1).join('')
    const items = part.match(/^- .*: \d{3} when .* \(.*\)\. .*\.$/gm)
    expect(start).toBeGreaterThan(0)
    expect(items).toHaveLength(exclusions.length)
  }
})

it('shows the texts as they are written', () => {
  expect(page).toContain('all_tenants')
  expect(page).toContain('**Seen on:** Zed: GET attachments without a token')
  expect(page).toContain('`attachement`')
  expect(page).toContain('**Judged by:** either of the two')
  expect(page).toContain(
    '**Also accepted:** an answer 500, where the newest microversion is 3.70 or older',
  )
  expect(page).not.toMatch(/undefined|\[object/)
})
