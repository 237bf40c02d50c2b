import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withCloudBehindProxy } from './robust/cloud-behind-proxy.ts'
import { resultsIn, untilWritten } from './robust/program.ts'

const SCOPE = ['--operation', 'compute.show', '--microversions', 'edges']
const ON = ['--cloud', 'reference']

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-alone-'))
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(join(folder, 'key.pem'), pem, { mode: 0o600 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const finished = (journal: string) =>
  readFileSync(journal, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"type":"case-finished"'))
    .map((line): string => JSON.parse(line).case)

describe('in the folder of a run that is under way', () => {
  test('no other program may work, and an attempt does not harm the run', async () => {
    await withCloudBehindProxy(folder, { latencyMs: 250 }, async (attest) => {
      const out = join(folder, 'living')
      const run = attest(['run', ...ON, ...SCOPE, '--out', out])
      await untilWritten(join(out, 'journal.ndjson'), '"passed"')

      const certify = ['--profile', 'zed', '--key', join(folder, 'key.pem'), '--run', out]
      const others = [
        ['resume', out, ...ON],
        ['cleanup', out, ...ON],
        ['report', out],
        ['certify', ...certify],
        ['run', ...ON, ...SCOPE, '--out', out],
      ].map((args) => attest(args).ended)
      for (const { code, stderr } of await Promise.all(others)) {
        expect(stderr).toMatch(
          new RegExp(
            `another attest, process ${run.child.pid}, is at work there: wait until .*\n$`,
          ),
        )
        expect(code).toBe(2)
      }
      expect(run.child.exitCode, 'too fast for this test').toBeNull()

      const { stderr } = await run.ended
      expect(stderr).not.toContain('attest: a defect')
      expect(resultsIn(out)).toMatchObject({
        counts: { failed: 0, error: 0 },
        resources: { cleanUp: 'clean' },
      })
      expect((await attest(['report', out]).ended).code).toBe(3)
      expect(readdirSync(out).filter((name) => name.startsWith('.lock'))).toEqual([])
    })
  })
})

describe('a run that was killed', () => {
  test('is resumed at once, by exactly one of two that try', async () => {
    await withCloudBehindProxy(folder, { latencyMs: 60 }, async (attest) => {
      const out = join(folder, 'killed')
      const journal = join(out, 'journal.ndjson')
      const run = attest(['run', ...ON, ...SCOPE, '--out', out])
      await untilWritten(journal, '"passed"')
      run.child.kill('SIGKILL')
      await run.ended

      const ended = await Promise.all([1, 2].map(() => attest(['resume', out, ...ON]).ended))

      const [refused, ...others] = ended.filter(({ stderr }) => stderr.includes('is at work there'))
      expect(others, JSON.stringify(ended)).toEqual([])
      expect(refused?.code).toBe(2)
      expect(ended.map(({ code }) => code).toSorted()).toEqual([2, 3])
      const cases = finished(journal)
      expect(new Set(cases).size).toBe(cases.length)
      expect(resultsIn(out)).toMatchObject({
        counts: { failed: 0, error: 0 },
        resources: { cleanUp: 'clean' },
        interrupted: false,
      })
    })
  })
})
