import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withCloudBehindProxy } from './cloud-behind-proxy.ts'
import { resultsIn } from './program.ts'

/** How long each change of a state takes; a boot or an attach has one or two of them. */
const MINUTES_MS = Number(process.env.ATTEST_STEP_MS ?? 75_000)
const HOUR_MS = 3_600_000

const SCOPE = [
  ...[
    '--requirement',
    'compute.attach:200:attached',
    '--requirement',
    'compute.detach:202:detached',
  ],
  ...['--requirement', 'compute.show:200:attached-volume', '--microversions', '2.1,3.27'],
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-slow-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a cloud whose changes of state take minutes', () => {
  test('is tested like any other when the deadlines are long enough', async () => {
    await withCloudBehindProxy(folder, { latencyMs: MINUTES_MS }, async (attest) => {
      const out = join(folder, 'patient')
      const config = join(folder, 'patient.yaml')
      const seconds = Math.ceil((MINUTES_MS * 6) / 1_000)
      writeFileSync(config, `deadlines: { boot: ${seconds}, transition: ${seconds} }\n`)
      const run = ['run', '--cloud', 'reference', ...SCOPE, '--config', config, '--out', out]
      const { code, ms, stdout, stderr } = await attest(run).ended
      process.stderr.write(`${MINUTES_MS} ms a step: ${code} after ${Math.round(ms / 1000)} s\n`)

      const { counts, resources, timing } = resultsIn(out)
      expect(code).toBe(0)
      // One case of each requirement, with nothing left out.
      expect(counts, stdout + stderr).toMatchObject({ cases: 3, passed: 3 })
      expect(resources.cleanUp).toBe('clean')
      expect(ms).toBeLessThan(HOUR_MS)
      // Waiting means looking from time to time, not all the time.
      expect(timing.requests).toBeLessThan(40 * counts.cases + (ms / 1_000) * 10)
    })
  })

  test('that cannot boot within the deadline gets no failures, and is cleaned up', async () => {
    await withCloudBehindProxy(folder, { latencyMs: MINUTES_MS }, async (attest) => {
      const out = join(folder, 'impatient')
      const config = join(folder, 'impatient.yaml')
      const seconds = Math.ceil(MINUTES_MS / 3_000)
      writeFileSync(config, `deadlines: { boot: ${seconds}, transition: ${seconds} }\n`)
      const target = ['--cloud', 'reference', '--config', config]
      const { code, ms } = await attest(['run', ...target, ...SCOPE, '--out', out]).ended
      process.stderr.write(`${seconds} s to boot: ${code} after ${Math.round(ms / 1000)} s\n`)

      const { counts, cases } = resultsIn(out)
      expect(code).toBe(3)
      expect(counts.failed).toBe(0)
      const codes = cases.map((one: { reason: { code: string } | null }) => one.reason?.code)
      expect(codes).toContain('setup-failed')
      expect(ms).toBeLessThan(HOUR_MS / 2)
      if (resultsIn(out).resources.cleanUp === 'clean') return
      // Resources that were being created when the run cleaned up exist by now.
      const later = await attest(['cleanup', out, '--cloud', 'reference']).ended
      expect(later.code, later.stdout + later.stderr).toBe(0)
    })
  })
})
