import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FaultyProxy } from '../fixtures/testbed/faulty-proxy.ts'
import type { ReferenceCloudOptions } from '../reference-cloud/reference-cloud.ts'
import { withCloudBehindProxy } from './robust/cloud-behind-proxy.ts'
import { resultsIn, type Started, startProgram, untilWritten } from './robust/program.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-limits-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SCOPE = ['--operation', 'compute.show', '--microversions', 'edges']

/** Starts a cloud behind a counting proxy for the duration of `use`. */
const withCloud = <T>(
  options: ReferenceCloudOptions,
  use: (attest: (command: string, ...args: string[]) => Started, proxy: FaultyProxy) => Promise<T>,
): Promise<T> =>
  withCloudBehindProxy(folder, options, (attest, proxy) =>
    use((command, ...args) => attest([command, '--cloud', 'reference', ...args]), proxy),
  )

const creates = (passed: string) => /^POST .*\/(servers|volumes|attachments)$/.test(passed)
const withWait = (headers: Readonly<Record<string, string>>) => ({ ...headers, 'retry-after': '0' })

describe('a run', () => {
  test('never has more servers and volumes than allowed, and reports what it leaves out', async () => {
    await withCloud({}, async (attest) => {
      const out = join(folder, 'few')
      const { code } = await attest(
        ...['run', ...SCOPE, '--out', out, '--max-servers', '1', '--max-volumes', '3'],
      ).ended
      const { resources, cases, counts } = resultsIn(out)

      expect(code).toBe(3)
      expect(resources.created.server).toBeLessThanOrEqual(1)
      expect(resources.created.volume).toBeLessThanOrEqual(3)
      expect(counts).toMatchObject({ failed: 0, error: 0 })
      const codes = cases.map((one: { reason: { code: string } | null }) => one.reason?.code)
      expect(codes).toContain('over-budget')
      expect(counts.passed).toBeGreaterThan(0)
    })
  })

  test('is planned within the quotas of its project', async () => {
    await withCloud({ quotas: { servers: 1, volumes: 3, gigabytes: 100 } }, async (attest) => {
      const { stdout } = await attest('plan', ...SCOPE, '--json').ended
      const { cost, cases } = JSON.parse(stdout)

      expect(cost.resources.server).toBeLessThanOrEqual(1)
      expect(cost.resources.volume).toBeLessThanOrEqual(3)
      const reasons = cases.flatMap((one: { settled?: { reason: { message: string } } }) =>
        one.settled === undefined ? [] : [one.settled.reason.message],
      )
      expect(reasons.join()).toMatch(/the quota of the project leaves [13]/)
    })
  })

  test('creates nothing where the project may have nothing', async () => {
    await withCloud({ quotas: { servers: 0, volumes: 0, gigabytes: 0 } }, async (attest, proxy) => {
      const out = join(folder, 'none')
      const { code } = await attest('run', ...SCOPE, '--out', out).ended
      const { counts, cases, resources } = resultsIn(out)

      expect(code).toBe(3)
      expect(counts).toMatchObject({ failed: 0, error: 0 })
      expect(counts.cases).toBe(cases.length)
      expect(proxy.passed.filter(creates)).toEqual([])
      expect(resources).toMatchObject({ cleanUp: 'clean' })
      expect(resources.created).toEqual({})
    })
  })

  test.each([
    [
      'servers',
      {
        status: 403,
        body: '{"forbidden": {"code": 403, "message": "Quota exceeded for instances"}}',
      },
    ],
    [
      'volumes',
      { status: 413, body: '{"overLimit": {"code": 413, "message": "VolumeLimitExceeded"}}' },
    ],
  ])(
    'reports no failures when others use up the quota of %s during the run',
    async (kind, refusal) => {
      await withCloud({}, async (attest, proxy) => {
        const out = join(folder, `full-${kind}`)
        let made = 0
        proxy.fault = async (request, forward) => {
          const reply = await forward()
          if (request.method !== 'POST' || !request.path.endsWith(`/${kind}`)) return reply
          made += 1
          // Block Storage sends a waiting time with this error, although waiting does not help.
          return made <= 1 ? reply : { ...reply, ...refusal, headers: withWait(reply.headers) }
        }
        const { code, ms, stdout } = await attest('run', ...SCOPE, '--out', out).ended
        const { counts, resources, disturbances } = resultsIn(out)

        expect(code, stdout).toBe(3)
        expect(counts.failed).toBe(0)
        expect(counts.error).toBeGreaterThan(0)
        expect(stdout).toMatch(/Quota exceeded|VolumeLimitExceeded/)
        expect(disturbances.rateLimited).toBe(0)
        expect(ms).toBeLessThan(150_000)
        // The proxy has created what it refused, without telling: it is removed too.
        expect(resources.cleanUp).toBe('clean')
      })
    },
  )

  test('shares a project with another run, and neither touches the resources of the other', async () => {
    await withCloud({ latencyMs: 40 }, async (attest) => {
      const scope = ['--requirement', 'compute.show:200:*', '--microversions', 'edges']
      const outs = ['one', 'another'].map((name) => join(folder, name))
      const runs = outs.map((out) => attest('run', ...scope, '--out', out).ended)
      await Promise.all(runs)

      for (const out of outs) {
        const { counts, resources } = resultsIn(out)
        expect(counts).toMatchObject({ failed: 0, error: 0 })
        expect(counts.passed).toBeGreaterThan(20)
        expect(resources).toMatchObject({ cleanUp: 'clean', leaked: [] })
      }
    })
  })

  test('is not cleaned up by a user who cannot see its resources', async () => {
    await withCloud({ latencyMs: 60 }, async (attest) => {
      const out = join(folder, 'foreign')
      const run = attest('run', ...SCOPE, '--out', out)
      await untilWritten(join(out, 'journal.ndjson'), '"resource-created"')
      run.child.kill('SIGKILL')
      await run.ended
      for (const command of ['cleanup', 'resume']) {
        const stranger = await attest(command, out, '--cloud', 'reference-stranger').ended
        expect(stranger.stderr).toMatch(/the member of the run was in project .* with --cloud\n$/)
        expect(stranger.code).toBe(2)
      }

      const { code, stdout } = await attest('cleanup', out).ended
      expect(stdout).toMatch(/Removed all \d+ resources that were left/)
      expect(code).toBe(0)
    })
  })

  test('is resumed only by the users that began it', async () => {
    await withCloud({ latencyMs: 60 }, async (attest) => {
      const out = join(folder, 'somebody')
      const reader = ['--persona', 'reader=reference-reader']
      const run = attest('run', ...SCOPE, '--out', out, ...reader)
      await untilWritten(join(out, 'journal.ndjson'), '"resource-created"')
      run.child.kill('SIGKILL')
      await run.ended
      const before = readFileSync(join(out, 'journal.ndjson'), 'utf8')
      for (const [flags, line] of [
        [
          ['--cloud', 'reference-admin', ...reader],
          /the member of the run was user \w+, but reference-admin is user \w+: name the run's own/,
        ],
        [
          ['--persona', 'reader=reference-guest'],
          /the reader of the run was user \w+, but reference-guest is user \w+: name the run's own/,
        ],
        [[], /the run began with the persona reader, which is missing now: name it with/],
        [
          [...reader, '--persona', 'admin=reference-admin'],
          /the run began without the persona admin: leave out --persona admin=/,
        ],
      ] as const) {
        const { code, stderr } = await attest('resume', out, ...flags).ended
        expect(stderr).toMatch(line)
        expect(code).toBe(2)
      }
      expect(readFileSync(join(out, 'journal.ndjson'), 'utf8')).toBe(before)

      const { code, stderr } = await attest('resume', out, ...reader).ended
      expect(code, stderr).toBe(3)
      expect(resultsIn(out)).toMatchObject({
        counts: { failed: 0, error: 0 },
        resources: { cleanUp: 'clean' },
      })
    })
  })

  test('sends no more requests per second than allowed, and ends when its time is over', async () => {
    await withCloud({}, async (attest, proxy) => {
      const out = join(folder, 'slow')
      const arrivals: number[] = []
      proxy.fault = async (_request, forward) => {
        arrivals.push(performance.now())
        return forward()
      }
      const limits = ['--max-requests-per-second', '8', '--max-time', '20s']
      const { code, ms } = await attest('run', ...SCOPE, ...limits, '--out', out).ended
      const { cases, counts, interrupted } = resultsIn(out)

      // Measured over the whole run, because a busy machine delays some requests and lets them
      // arrive with the next. The sessions of the main process and of the test worker each keep to
      // the limit, one after the other.
      const elapsed = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000
      expect(arrivals.length).toBeGreaterThan(10)
      expect(arrivals.length).toBeLessThanOrEqual(8 * (elapsed + 2))
      expect(code).toBe(3)
      expect(ms).toBeLessThan(60_000)
      expect(interrupted).toBe(false)
      expect(counts.cases).toBe(cases.length)
      const codes = cases.map((one: { reason: { code: string } | null }) => one.reason?.code)
      expect(codes).toContain('out-of-time')
    })
  })

  test('that left something is not conformant until it is removed', async () => {
    await withCloud({}, async (attest, proxy) => {
      const out = join(folder, 'leaking')
      proxy.fault = async (request, forward) =>
        request.method === 'DELETE' && /\/servers\/[^/]+$/.test(request.path)
          ? { status: 403, headers: { 'content-type': 'application/json' }, body: '{}' }
          : forward()
      const scope = ['--requirement', 'compute.show:200:attached-volume', '--microversions', '2.60']
      const config = join(folder, 'quick.yaml')
      const run = attest('run', ...scope, '--out', out, '--config', quick(config))
      const { code, stdout } = await run.ended
      expect(code).toBe(3)
      expect(stdout).toContain('Left behind on the target')
      expect(resultsIn(out)).toMatchObject({
        verdict: 'inconclusive',
        counts: { passed: 1, cases: 1 },
        resources: { cleanUp: 'leaked' },
      })

      proxy.fault = undefined
      expect((await attest('cleanup', out).ended).code).toBe(0)
      expect((await startProgram(['report', out], folder).ended).code).toBe(0)
      expect(resultsIn(out)).toMatchObject({
        verdict: 'conformant',
        resources: { cleanUp: 'clean' },
      })
    })
  })

  test('that was killed is resumed at its end, and no verdict is lost or duplicated', async () => {
    await withCloud({ latencyMs: 60 }, async (attest) => {
      const out = join(folder, 'resumed')
      const journal = join(out, 'journal.ndjson')
      const flags = ['--strict', '--accept-not-tested', 'missing-persona']
      const run = attest('run', ...SCOPE, ...flags, '--out', out)
      await untilWritten(journal, '"passed"')
      run.child.kill('SIGKILL')
      await run.ended
      await startProgram(['report', out], folder).ended
      const baseline = join(folder, 'baseline.json')
      copyFileSync(join(out, 'results.json'), baseline)
      const before = verdictsIn(journal)
      expect(before.length).toBeGreaterThan(0)

      const { code, stdout, stderr } = await attest('resume', out, '--baseline', baseline).ended

      const { cases, counts, verdict, strict, accepted } = resultsIn(out)
      const after = verdictsIn(journal)
      expect(stderr).not.toContain('attest: a defect')
      expect(counts).toMatchObject({ failed: 0, error: 0 })
      expect(stdout).toContain('KEPT')
      expect(code).toBe(0)
      expect(verdict).toBe('inconclusive')
      expect({ strict, accepted }).toEqual({ strict: true, accepted: ['missing-persona'] })
      expect(after.slice(0, before.length)).toEqual(before)
      expect(new Set(after.map(([id]) => id)).size).toBe(after.length)
      const codes = cases.map((one: { reason: { code: string } | null }) => one.reason?.code)
      expect(codes).not.toContain('interrupted')
      expect((await attest('resume', out).ended).code).toBe(2)
    })
  })
})

/** Settings with short deadlines. */
function quick(file: string): string {
  writeFileSync(file, 'deadlines: { boot: 4, transition: 4 }\n')
  return file
}

function verdictsIn(journal: string): [string, string][] {
  return readFileSync(journal, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"type":"case-finished"') && line.endsWith('}'))
    .map((line) => JSON.parse(line))
    .map((event) => [event.case, event.verdict])
}
