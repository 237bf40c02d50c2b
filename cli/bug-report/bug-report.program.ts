import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageVersion } from '../../src/package-root.ts'
import { ALL_PERSONAS, type CloudProcess, startCloud, startProgram } from '../robust/program.ts'

const CLOUDS = z.object({
  clouds: z.record(z.string(), z.object({ auth: z.object({ password: z.string() }) })),
})

/** The texts of the files in a ZIP archive, by its local headers. */
function unzipped(file: string): ReadonlyMap<string, string> {
  const bytes = readFileSync(file)
  const found = new Map<string, string>()
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const [packed, name] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)]
    const begin = at + 30 + name
    const content = inflateRawSync(bytes.subarray(begin, begin + packed))
    found.set(bytes.toString('latin1', at + 30, begin), content.toString())
    at = begin + packed
  }
  return found
}

describe('attest bug-report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-bug-report-'))
  const run = join(folder, 'run')
  const archive = join(folder, 'report.zip')
  let cloud: CloudProcess
  let env: Record<string, string>

  beforeAll(async () => {
    cloud = await startCloud(folder)
    env = { OS_CLIENT_CONFIG_FILE: cloud.cloudsFile }
    const words = ['run', ...ALL_PERSONAS, '--requirement', 'compute.show:200:*']
    const scope = ['--microversions', 'edges', '--out', run]
    expect((await startProgram([...words, ...scope], folder, env).ended).code).toBe(0)
  })
  afterAll(async () => {
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('has the journal, results, versions and the environment, and the list that it prints', async () => {
    const words = ['bug-report', run, '--out', archive]
    const { code, stdout, stderr } = await startProgram(words, folder, {
      ...env,
      OS_PASSWORD: 'x7Kp!q',
    }).ended
    expect(code, stderr).toBe(0)
    const files = unzipped(archive)
    const names = ['CONTENTS.md', 'journal.ndjson', 'results.json', 'environment.json']
    expect([...files.keys()]).toEqual(names)
    expect(stdout).toContain(files.get('CONTENTS.md') ?? 'nothing')
    for (const name of names.slice(1)) expect(stdout).toContain(`- ${name} (`)
    expect(files.get('journal.ndjson')).toBe(readFileSync(join(run, 'journal.ndjson'), 'utf8'))
    expect(JSON.parse(files.get('results.json') ?? '')).toMatchObject({ verdict: 'conformant' })
    expect(JSON.parse(files.get('environment.json') ?? '')).toMatchObject({
      version: packageVersion,
      variables: expect.arrayContaining(['OS_CLIENT_CONFIG_FILE', 'OS_PASSWORD']),
    })
    expect(files.get('environment.json')).not.toContain('x7Kp!q')
  })

  it('has no password that this machine knows, even if the journal had one', async () => {
    const { clouds } = CLOUDS.parse(JSON.parse(readFileSync(cloud.cloudsFile, 'utf8')))
    const secret = clouds['reference-admin']?.auth.password ?? ''
    expect(secret.length).toBeGreaterThan(8)
    const journal = join(run, 'journal.ndjson')
    const before = readFileSync(journal, 'utf8')
    writeFileSync(journal, before.replace('"name":"reference"', `"name":"${secret}"`))
    const words = ['bug-report', run, '--out', archive, '--json']
    const { code, stdout, stderr } = await startProgram(words, folder, env).ended
    writeFileSync(journal, before)
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ cleaned: 1 })
    for (const [name, text] of unzipped(archive)) {
      expect(text.includes(secret), name).toBe(false)
    }
  })

  it('refuses what is no run in one line', async () => {
    const { code, stderr } = await startProgram(['bug-report', join(folder, 'nothing')], folder)
      .ended
    expect(code).toBe(2)
    expect(stderr).toMatch(/^attest: .*no journal\.ndjson there.*\n$/)
  })
})
