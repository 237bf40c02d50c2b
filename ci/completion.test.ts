import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { completionFor } from '../cli/completion/completion.ts'
import { attestCommands } from './documents/attest-commands.ts'

const program = await attestCommands()
const folder = mkdtempSync(join(tmpdir(), 'attest-completion-'))
const scriptOf = (shell: string) => {
  const file = join(folder, `attest.${shell}`)
  writeFileSync(file, completionFor(shell, program))
  return file
}
const isThere = (shell: string) => spawnSync(shell, ['--version']).status === 0
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the completion for bash', () => {
  /** What bash offers behind the words; the last one is what is being typed. */
  function offered(...words: readonly string[]): string[] {
    const typed = ['attest', ...words].map((word) => `'${word}'`).join(' ')
    const script = `source ${scriptOf('bash')}; COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _attest; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' })
    expect(stderr).toBe('')
    return stdout.split('\n').filter((line) => line !== '')
  }

  it('offers commands', () => {
    expect(offered('')).toEqual(expect.arrayContaining(['run', 'plan', 'certify', 'completion']))
    expect(offered('re')).toEqual(['report', 'reproduce', 'resume'])
    expect(offered('spec', 's')).toEqual(['show'])
  })

  it('offers the options of the command, also behind others', () => {
    expect(offered('run', '--qu')).toEqual(['--quick'])
    expect(offered('run', '--cloud', 'report', '--max-s')).toEqual(['--max-servers'])
    expect(offered('verify', '--tr')).toEqual(['--trust'])
    expect(offered('spec', 'show', '--a')).toEqual(['--at'])
    expect(offered('run', '--nothing')).toEqual([])
  })

  it('offers files where an option or a command takes one', () => {
    writeFileSync(join(folder, 'waivers.yaml'), '')
    expect(offered('run', '--waivers', 'wai')).toEqual(['waivers.yaml'])
    expect(offered('verify', 'waiv')).toEqual(['waivers.yaml'])
  })
})

// Where these shells are not installed, their scripts are passed over.
describe.each([
  ['zsh', ['-n']],
  ['fish', ['--no-execute']],
] as const)('the completion for %s', (shell, options) => {
  it.skipIf(!isThere(shell))('can be read by it', () => {
    const { status, stderr } = spawnSync(shell, [...options, scriptOf(shell)], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })

  it('names every option of run', () => {
    const script = completionFor(shell, program)
    const run = program.commands.find((each) => each.name() === 'run')
    expect(run?.options.length).toBeGreaterThan(20)
    for (const { long } of run?.options ?? []) expect(script).toContain(long?.slice(2))
  })
})

describe.skipIf(!isThere('fish'))('fish itself', () => {
  it('offers what the script says', () => {
    const asked = `source ${scriptOf('fish')}; complete -C 'attest run --qui'; complete -C 'attest spec li'`
    const { stdout } = spawnSync('fish', ['-c', asked], { encoding: 'utf8' })
    expect(stdout).toContain('--quick')
    expect(stdout).toContain('list')
  })
})
