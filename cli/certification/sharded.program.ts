import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRun } from '../../reports/results/read-results.ts'
import {
  ALL_PERSONAS,
  type CloudProcess,
  startCloud,
  startProgram,
  untilWritten,
} from '../robust/program.ts'

const PROFILE = process.env.ATTEST_PROFILE ?? 'block-storage-3.70..3.70'
const OF = 4

/** The time for whole runs on a busy machine. */
const LONGEST_MS = 1_200_000

let folder = ''
let cloud: CloudProcess
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-sharded-'))
  cloud = await startCloud(folder, ['--latency', '30'])
})
afterAll(async () => {
  await cloud.stop()
  rmSync(folder, { recursive: true, force: true })
})

const attest = (...args: readonly string[]) =>
  startProgram(args, folder, { OS_CLIENT_CONFIG_FILE: cloud.cloudsFile })

/** Each case with its verdict and its reason. */
async function verdictsOf(run: string): Promise<readonly (readonly unknown[])[]> {
  const { results } = await readRun(join(folder, run))
  return results.cases.map(({ id, verdict, reason }) => [id, verdict, reason])
}

test(
  'Four parts, one of them killed and resumed, are merged into one run, and are certified',
  async () => {
    const run = ['run', '--profile', PROFILE, ...ALL_PERSONAS]
    for (let index = 1; index <= OF; index += 1) {
      const out = `part-${index}`
      const part = attest(...run, '--shard', `${index}/${OF}`, '--out', out)
      if (index === 2) {
        await untilWritten(join(folder, out, 'journal.ndjson'), '"verdict":"passed"')
        part.child.kill('SIGKILL')
        await part.ended
        const { code, stdout, stderr } = await attest('resume', out, ...ALL_PERSONAS).ended
        expect(code, stdout + stderr).toBe(0)
        const journal = readFileSync(join(folder, out, 'journal.ndjson'), 'utf8')
        expect(journal).toContain('"type":"run-resumed"')
      } else {
        const { code, stdout, stderr } = await part.ended
        expect(code, stdout + stderr).toBe(0)
      }
    }
    const parts = Array.from({ length: OF }, (_, at) => `part-${at + 1}`)
    const merged = await attest('merge', ...parts, '--out', 'merged').ended
    expect(merged.code, merged.stdout + merged.stderr).toBe(0)
    const whole = await attest(...run, '--out', 'whole').ended
    expect(whole.code, whole.stdout + whole.stderr).toBe(0)

    expect(await verdictsOf('merged')).toEqual(await verdictsOf('whole'))

    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const [key, trust] = [join(folder, 'key.pem'), join(folder, 'key.pub')]
    writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(trust, publicKey.export({ type: 'spki', format: 'pem' }))
    const certified = await attest(
      ...['certify', '--run', 'merged', '--profile', PROFILE, '--key', key],
    ).ended
    expect(certified.code, certified.stdout + certified.stderr).toBe(0)
    const head = /journal ends in ([0-9a-f]{32})/.exec(merged.stdout)?.[1] ?? ''
    const verified = await attest(
      ...['verify', join('merged', 'certificate.attest.zip'), '--trust', trust, '--head', head],
    ).ended
    expect(verified.stdout + verified.stderr).toContain('VERIFIED')
    expect(verified.code).toBe(0)

    // A part that was changed after its run is refused.
    const journal = join(folder, 'part-3', 'journal.ndjson')
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('"status":200', '"status":202'))
    const refused = await attest('merge', ...parts, '--out', 'again').ended
    expect(refused.code).toBe(2)
    expect(refused.stderr).toMatch(
      /part-3.*journal\.ndjson:\d+: the line is not what was written there/,
    )
  },
  LONGEST_MS,
)
