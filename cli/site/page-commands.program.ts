import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { startProgram } from '../robust/program.ts'

// The commands of docs/sites.md that need no run, on a copy of our own site. Those that publish and watch
// are performed in publish.program.ts and monitor.program.ts.
const COMMANDS = readFileSync(join(packageRoot, 'docs', 'sites.md'), 'utf8')
  .split('\n')
  .filter((line) => /^attest (query|site) /.test(line))
const QUERIES = COMMANDS.filter((line) => line.startsWith('attest query'))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-page-'))
  cpSync(join(packageRoot, 'docs', 'site'), join(folder, 'table'), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The words of a command line without the program; quotes hold words together. */
function wordsOf(line: string): string[] {
  const found = line.matchAll(/'([^']*)'|(\S+)/g)
  return [...found].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1)
}

const start = (line: string) => startProgram(wordsOf(line), folder, {})

it.each(QUERIES)('%s', async (line) => {
  const { code, stdout, stderr } = await start(line).ended

  expect(stderr).toBe('')
  expect([0, 1]).toContain(code)
  expect(stdout).toMatch(line.includes('--json') ? /^\[/ : /\d+ of \d+ promises/)
})

it('attest site build table', async () => {
  const { code, stdout } = await start('attest site build table').ended

  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^built table/) })
})

it('attest site serve table', async () => {
  expect(COMMANDS).toContain('attest site serve table')
  const { child, ended } = start('attest site serve table')
  const address = await new Promise<string>((resolve) => {
    child.stdout?.on('data', (text) => {
      const found = /http:\S+/.exec(String(text))?.[0]
      if (found !== undefined) resolve(found)
    })
  })
  const [page, lost] = await Promise.all([fetch(address), fetch(`${address}nothing.html`)])
  child.kill('SIGTERM')

  expect([page.status, lost.status]).toEqual([200, 404])
  expect(await page.text()).toContain('Which cloud keeps which promise')
  expect(await ended).toMatchObject({ code: 0 })
})
