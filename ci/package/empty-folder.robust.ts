import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageVersion } from '../../src/package-root.ts'
import { nodeRelease } from './node-release.ts'
import { install, pack } from './packed.ts'

const perform = promisify(execFile)
const RESULTS = z.object({ verdict: z.string() })

// An empty folder and the package are enough, without the `overrides` and the lock file of a clone.
describe('the package in an empty folder', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'attest-empty-'))
  const folder = join(temporary, 'project')
  let said = ''
  let size = 0

  beforeAll(async () => {
    mkdirSync(folder)
    const packed = await pack(temporary)
    size = packed.size
    said = await install(packed.archive, folder)
    const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    writeFileSync(join(folder, 'key.pem'), privateKey)
    writeFileSync(join(folder, 'key.pub'), publicKey)
  })
  afterAll(() => rmSync(temporary, { recursive: true, force: true }))

  it('is small, and is installed without a warning', () => {
    expect(size).toBeLessThan(3e6)
    expect(said).toMatch(/^\s*added \d+ packages/)
    expect(said).not.toMatch(/warn|deprecated|vulnerab/i)
  })

  it.each(['20', '22', '24', '26'])('runs, certifies and verifies on Node %s', async (release) => {
    const node = await nodeRelease(release, temporary)
    const main = join(folder, 'node_modules/openstack-attest/dist/cli/main.js')
    const attest = async (...words: string[]) => {
      const env = { PATH: process.env.PATH, HOME: temporary, NO_COLOR: '1' }
      const ended = await perform(node, [main, ...words], { cwd: folder, env, maxBuffer: 1e8 })
      // Of Node or of a library.
      expect(ended.stderr).not.toMatch(/Warning/)
      return ended.stdout
    }
    expect((await perform(node, ['--version'])).stdout).toMatch(new RegExp(`^v${release}\\.`))
    expect(await attest('--version')).toBe(`${packageVersion}\n`)

    const out = `run-${release}`
    expect(await attest('run', '--quick', '--out', out)).toMatch(/^CONFORMANT/m)
    const results: unknown = JSON.parse(readFileSync(join(folder, out, 'results.json'), 'utf8'))
    expect(RESULTS.parse(results).verdict).toBe('conformant')

    const certified = `certified-${release}`
    const profile = ['--profile', 'compute-2.104..2.104', '--key', 'key.pem']
    await attest('certify', ...profile, '--out', certified)
    const bundle = join(certified, 'certificate.attest.zip')
    expect(await attest('verify', bundle, '--trust', 'key.pub')).toMatch(/verified/i)
  })
})
