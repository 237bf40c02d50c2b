import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkAddresses } from './repository.ts'

const OWN = {
  repository: 'git+https://git.example/owner/name.git',
  homepage: 'https://git.example/owner/name#readme',
  bugs: 'https://git.example/owner/name/issues',
}

describe('the addresses in package.json', () => {
  let clone = ''
  const git = (...words: string[]) => execFileSync('git', ['-C', clone, ...words])
  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'attest-remote-'))
    git('init', '--quiet')
    vi.stubEnv('GITHUB_SERVER_URL', '')
    vi.stubEnv('GITHUB_REPOSITORY', '')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(clone, { recursive: true })
  })

  it.each([
    'https://git.example/owner/name.git',
    'https://git.example/Owner/name',
    'https://somebody@git.example/owner/name.git',
    'ssh://git@git.example:22/owner/name.git',
    'git@git.example:owner/name.git',
  ])('are those of the remote %s', (remote) => {
    git('remote', 'add', 'origin', remote)
    expect(checkAddresses(clone, OWN)).toEqual({ problems: [] })
  })

  it.each(['https://git.example/another/name.git', 'git@elsewhere.example:owner/name.git'])(
    'are not those of the remote %s',
    (remote) => {
      git('remote', 'add', 'origin', remote)
      expect(checkAddresses(clone, OWN).problems).toEqual([expect.stringContaining(remote)])
    },
  )

  it('are those of the repository whose workflow publishes', () => {
    git('remote', 'add', 'origin', 'https://elsewhere.example/owner/name')
    vi.stubEnv('GITHUB_SERVER_URL', 'https://git.example')
    vi.stubEnv('GITHUB_REPOSITORY', 'owner/name')
    expect(checkAddresses(clone, OWN)).toEqual({ problems: [] })
  })

  it('are confirmed by nothing where there is no remote', () => {
    const { problems, unconfirmed } = checkAddresses(clone, OWN)
    expect(problems).toEqual([])
    expect(unconfirmed).toContain('no git remote origin')
  })

  it('agree with each other', () => {
    git('remote', 'add', 'origin', OWN.repository.slice('git+'.length))
    const problems = (changed: object) => checkAddresses(clone, { ...OWN, ...changed }).problems
    expect(problems({ bugs: 'https://git.example/owner/other/issues' })).toHaveLength(1)
    expect(problems({ homepage: 'https://git.example/other/name' })).toHaveLength(1)
    // A site of its own.
    expect(problems({ homepage: 'https://attest.example/docs/start' })).toEqual([])
    expect(problems({ repository: 'owner/name' })).toEqual([
      expect.stringContaining('repository is owner/name'),
    ])
  })
})
