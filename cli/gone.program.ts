import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FaultyProxy, Reply } from '../fixtures/testbed/faulty-proxy.ts'
import { type Attest, withCloudBehindProxy } from './robust/cloud-behind-proxy.ts'
import { ALL_PERSONAS, resultsIn } from './robust/program.ts'

// With the default deadlines and plan: no setting makes this shorter.

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-gone-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const RUN = ['run', ...ALL_PERSONAS, '--microversions', 'edges']
const REPORTS = ['matrix.html', 'junit.xml', 'summary.md', join('allure-report', 'index.html')]
/** Two minutes until it is gone, one for cleaning up, and the reports. */
const LONGEST_MS = 240_000

const UNAVAILABLE: Reply = {
  status: 503,
  headers: { 'content-type': 'text/html' },
  body: '<h1>503 Service Unavailable</h1>',
}
const WAYS = {
  'answers 503 by a gateway': UNAVAILABLE,
  'says nothing': 'hang',
  'refuses connections': 'cut',
} as const

/** A cloud with a separate folder, because several are tested at the same time. */
const withCloud = <T>(name: string, use: (attest: Attest, proxy: FaultyProxy) => Promise<T>) => {
  const own = join(folder, name.replaceAll(' ', '-'))
  mkdirSync(own)
  return withCloudBehindProxy(own, {}, use)
}

describe.concurrent('a run ends with its reports, and can be cleaned up later, when the cloud', () => {
  test.each(Object.entries(WAYS))('in the middle of it %s', async (name, way) => {
    await withCloud(name, async (attest, proxy) => {
      const out = join(folder, `run ${name}`)
      let requests = 0
      let goneAt = 0
      proxy.fault = async (_, forward) => {
        requests += 1
        if (requests < 400) return forward()
        goneAt ||= performance.now()
        if (way === 'cut') void proxy.close()
        return way
      }
      const { code, stdout, stderr } = await attest([...RUN, '--out', out]).ended

      expect(performance.now() - goneAt).toBeLessThan(LONGEST_MS)
      expect(code, stdout + stderr).toBe(3)
      expect(stderr).toMatch(
        /attest: [a-z-]+ has answered nothing for 1\d\d s, the last time: .*: interrupting the run, cleaning up for 60 s at most, then reporting\n/,
      )
      expect(stdout).toContain('service-gone')
      for (const report of REPORTS) expect(existsSync(join(out, report)), report).toBe(true)
      const { counts, resources, cases } = resultsIn(out)
      const codes = cases.map((one: { reason: { code: string } | null }) => one.reason?.code)
      expect(counts.failed).toBe(0)
      expect(counts.error).toBeLessThan(50)
      expect(counts.notTested).toBeGreaterThan(1_000)
      expect(new Set(codes)).toContain('service-gone')
      expect(resources.cleanUp).not.toBe('clean')

      if (way === 'cut') return
      proxy.fault = undefined
      const cleaned = await attest(['cleanup', out, ...ALL_PERSONAS]).ended
      expect(cleaned.code, cleaned.stdout + cleaned.stderr).toBe(0)
    })
  })

  test('says nothing any more while it cleans up', async () => {
    await withCloud('cleaning', async (attest, proxy) => {
      const out = join(folder, 'run cleaning')
      let goneAt = 0
      proxy.fault = async ({ method, path }, forward) => {
        if (method === 'DELETE' && /\/servers\/[^/]+$/.test(path)) goneAt ||= performance.now()
        return goneAt === 0 ? forward() : 'hang'
      }
      const scope = ['--requirement', 'compute.show:200:attached-volume']
      const { code, stdout, stderr } = await attest([...RUN, ...scope, '--out', out]).ended

      expect(performance.now() - goneAt).toBeLessThan(LONGEST_MS)
      expect(code, stdout + stderr).toBe(3)
      expect(stdout).toMatch(
        /not known whether more is left: .*(?:no answer|given up, as [a-z-]+ has)/,
      )
      expect(resultsIn(out).resources.cleanUp).not.toBe('clean')
    })
  })
})
