import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPage } from '../ci/documents/page.ts'
import { packageRoot } from '../src/package-root.ts'

const perform = promisify(execFile)
const examples = readPage('docs/api.md')
  .fences.filter(({ language }) => language === 'ts')
  .map(({ lines }) => lines.join('\n'))

/** What each example prints, in the order of the page. */
const PRINTS = [
  /^conformant \d+ .*nightly$/m,
  /^\d{3} \d{3,}/m,
  /^server \d+ ms$/m,
  /^[1-9]\d* cases are left\nconformant$/m,
  /^0 were left, 0 are left/m,
  /undocumented-status at status: 200, .*, not 418/,
  /^\d{3} compute\.\S+ \{ min: '2\.1'/m,
]

// As a project that has the package installed, and TypeScript as strict as it can be.
describe('the examples of docs/api.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-api-'))

  beforeAll(async () => {
    const modules = join(folder, 'node_modules')
    mkdirSync(modules)
    symlinkSync(packageRoot, join(modules, 'openstack-attest'))
    symlinkSync(join(packageRoot, 'node_modules/@types'), join(modules, '@types'))
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    const names = examples.map((text, index) => {
      writeFileSync(join(folder, `example-${index}.ts`), text)
      return `example-${index}.ts`
    })
    const compilerOptions = {
      ...{ module: 'nodenext', target: 'es2023', strict: true, skipLibCheck: false },
      ...{ exactOptionalPropertyTypes: true, types: ['node'] },
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: names }))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('are as many as this test knows', () => {
    expect(examples).toHaveLength(PRINTS.length)
  })

  it('are compiled with the types of the package, which name nothing that is not installed', async () => {
    const tsc = join(packageRoot, 'node_modules/.bin/tsc')
    const { stdout } = await perform(tsc, ['-p', folder]).catch((error) => error)
    expect(stdout).toBe('')
  })

  it.each(PRINTS.map((prints, index) => [index, prints] as const))(
    'run, and print what they should: %i',
    async (index, prints) => {
      const { stdout, stderr } = await perform(process.execPath, [`example-${index}.js`], {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1' },
      })
      expect(stdout).toMatch(prints)
      // A library is silent.
      expect(stderr).toBe('')
    },
  )

  it('need no name that the package does not export', () => {
    const index = readFileSync(join(packageRoot, 'api/index.ts'), 'utf8')
    const imported = examples.flatMap((text) => [
      ...text.matchAll(/import \{ (.*) \} from 'openstack-attest'/g),
    ])
    const names = imported.flatMap(([, list = '']) => list.split(', '))
    expect(names.length).toBeGreaterThan(8)
    for (const name of names) expect(index).toMatch(new RegExp(`\\b${name}\\b`))
  })
})
