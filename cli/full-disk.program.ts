import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Neighbours } from './robust/neighbours.ts'
import { type CloudProcess, PROGRAM, startCloud } from './robust/program.ts'

/** The size limit of files, in blocks of 512 bytes; the journal would be larger. */
const BLOCKS = 300

describe.skipIf(process.platform === 'win32')('a run with a full disk', () => {
  let folder: string
  let cloud: CloudProcess
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'attest-full-disk-'))
    cloud = await startCloud(folder)
  })
  afterAll(async () => {
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('ends with one line, leaves nothing on the cloud, and only whole lines in its journal', async () => {
    const scope = ['--requirement', 'compute.show:200:*', '--microversions', 'edges']
    const run = ['run', '--cloud', 'reference', ...scope, '--out', 'run']
    const limited = `ulimit -f ${BLOCKS}; exec "$@"`
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', limited, 'sh', process.execPath, PROGRAM, ...run],
      {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, OS_CLIENT_CONFIG_FILE: cloud.cloudsFile },
        encoding: 'utf8',
      },
    )

    expect(stderr).toMatch(
      /journal\.ndjson: cannot be written \(E\w+\), .* attest resume or attest/,
    )
    expect(status).toBe(2)
    const clouds = { member: 'reference', stranger: 'reference-stranger' }
    const neighbours = await Neighbours.moveIn(cloud.cloudsFile, clouds)
    expect(await neighbours.present()).toEqual([])
    await neighbours.moveOut()
    const lines = readFileSync(join(folder, 'run', 'journal.ndjson'), 'utf8').split('\n')
    expect(lines.pop()).toBe('')
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
  })

  const attest = (blocks: number | 'unlimited', args: readonly string[]) =>
    spawnSync(
      'sh',
      ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, PROGRAM, ...args],
      { cwd: folder, env: { PATH: process.env.PATH, HOME: folder }, encoding: 'utf8' },
    )

  test('cannot be certified, reported or verified, and says so in one line', () => {
    const profile = ['--profile', 'block-storage-3.70..3.70']
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(join(folder, 'key.pub'), publicKey.export({ type: 'spki', format: 'pem' }))
    expect(attest('unlimited', ['run', ...profile, '--out', 'whole']).status).toBe(0)
    const certify = ['certify', '--run', 'whole', ...profile, '--key', 'key.pem']
    const bundle = join('whole', 'certificate.attest.zip')

    const certified = attest(BLOCKS, certify)
    expect(certified.stderr).toMatch(
      /^attest: .*certificate\.attest\.zip: cannot be written \(E\w+\).*\n$/,
    )
    expect(certified.status).toBe(2)
    expect(existsSync(join(folder, bundle))).toBe(false)

    const reported = attest(BLOCKS, ['report', 'whole'])
    expect(reported.stderr).toMatch(/^attest: .* cannot be (written|used) \(E\w+.*\n$/)
    expect(reported.status).toBe(2)
    expect(attest('unlimited', ['report', 'whole']).status).toBe(0)

    expect(attest('unlimited', certify).status).toBe(0)
    const verify = ['verify', bundle, '--trust', 'key.pub']
    const verified = attest(BLOCKS, verify)
    expect(verified.stderr).toMatch(
      /^attest: .*journal\.ndjson: cannot be written \(E\w+\): journal\.ndjson needs \d+ bytes in the temporary folder; .*TMPDIR\n$/,
    )
    expect(verified.status).toBe(2)
    expect(attest('unlimited', verify).status).toBe(0)
  })

  test('cannot be verified without a temporary folder, and says so in one line', () => {
    const args = [PROGRAM, 'verify', join('whole', 'certificate.attest.zip'), '--trust', 'key.pub']
    const env = { PATH: process.env.PATH, HOME: folder, TMPDIR: join(folder, 'none') }
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      env,
      encoding: 'utf8',
    })
    expect(stderr).toMatch(/^attest: .*none: is no temporary folder to write to \(ENOENT\).*\n$/)
    expect(status).toBe(2)
    const run = spawnSync(process.execPath, [PROGRAM, 'run'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    })
    expect(run.stderr).toMatch(
      /^attest: .*none: is no temporary folder to write to \(ENOENT\).*\n$/,
    )
    expect(run.status).toBe(2)
  })
})
