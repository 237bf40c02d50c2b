import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandTree } from '../cli/completion/command-tree.ts'
import { manPage } from '../cli/completion/man-page.ts'
import { DESCRIPTION, EXAMPLES } from '../cli/version/about.ts'
import { packageRoot } from '../src/package-root.ts'
import { attestCommands } from './documents/attest-commands.ts'

const path = join(packageRoot, 'man/attest.1')
const program = (await attestCommands())
  .description(DESCRIPTION)
  .version('', '-V, --version', 'output the version; with --json more of the installation')
const page = manPage(commandTree(program), { end: EXAMPLES })
const hasMan = spawnSync('man', ['--version']).status === 0

describe('man/attest.1', () => {
  it('is the help, as a page for man (ATTEST_WRITE=1 writes it anew)', () => {
    if (process.env.ATTEST_WRITE === '1') writeFileSync(path, page)
    expect(readFileSync(path, 'utf8')).toBe(page)
  })

  it('has every command and every option', () => {
    for (const { path: name, options } of commandTree(program)) {
      if (name !== '') expect(page).toContain(`attest ${name.replaceAll('-', '\\-')}`)
      for (const { long } of options) expect(page).toContain(long.replaceAll('-', '\\-'))
    }
  })

  it.skipIf(!hasMan)('is read by man without a warning', () => {
    const shown = spawnSync('man', ['--warnings', '-l', path], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '100', LC_ALL: 'C.UTF-8' },
    })
    expect([shown.status, shown.stderr]).toEqual([0, ''])
    expect(shown.stdout).toContain('--max-requests-per-second')
  })
})
