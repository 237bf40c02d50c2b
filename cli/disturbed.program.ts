import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fault, Passing, Reply } from '../fixtures/testbed/faulty-proxy.ts'
import { withCloudBehindProxy } from './robust/cloud-behind-proxy.ts'
import { ALL_PERSONAS, resultsIn } from './robust/program.ts'

const RUN = [
  ...['run', ...ALL_PERSONAS, '--microversions', 'edges'],
  ...['--requirement', 'compute.show:200:attached-volume', '--requirement', 'compute.show:40*'],
]
const REPORTS = ['matrix.html', 'junit.xml', join('allure-report', 'index.html')]
const LONGEST_MS = 240_000

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-disturbed-'))
  // Short deadlines, so that the test does not wait as long as on a real cloud.
  writeFileSync(join(folder, 'attest.yaml'), 'deadlines: { boot: 15, transition: 10 }\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isBoot = ({ method, path }: Passing) => method === 'POST' && path.endsWith('/servers')
const isAttach = ({ method, path }: Passing) =>
  method === 'POST' && path.endsWith('/os-volume_attachments')
const isForIdentity = ({ path }: Passing) => path.startsWith('/identity')
const isLogin = (request: Passing) => isForIdentity(request) && request.method === 'POST'

const refusal = (status: number, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: `{"error": {"code": ${status}, "message": "no"}}`,
})

/** Revokes all tokens that were issued until the first attach: requests with them are refused. */
function revokes(refused: Set<string>, givesOthers: boolean): Fault {
  const given = new Set<string>()
  let isOver = false
  return async (request, forward) => {
    if (isAttach(request) && !isOver) {
      isOver = true
      for (const token of given) refused.add(token)
    }
    if (isLogin(request) && isOver && !givesOthers) return refusal(401)
    const token = request.headers['x-subject-token'] ?? request.headers['x-auth-token'] ?? ''
    if (refused.has(token)) {
      const headers = { ...request.headers, 'x-auth-token': 'revoked' }
      return isForIdentity(request) ? refusal(401) : forward({ headers })
    }
    const reply = await forward()
    const fresh = reply.headers['x-subject-token']
    if (fresh !== undefined && request.method === 'POST') given.add(fresh)
    return reply
  }
}

/**
 * Expectations of every disturbed run: it ends in time, with reports; nothing is left, and the
 * cloud gets no failures.
 */
function expectWhole(out: string, ms: number): void {
  const { counts, cases } = resultsIn(out)
  expect(ms).toBeLessThan(LONGEST_MS)
  expect(counts.failed).toBe(0)
  expect(cases).toHaveLength(counts.cases)
  for (const report of REPORTS) expect(existsSync(join(out, report)), report).toBe(true)
}

const codesIn = (out: string) =>
  resultsIn(out).cases.map((one: { reason: { code: string } | null }) => one.reason?.code)

describe('tokens that become invalid during a run', () => {
  test('are renewed for every persona when they were revoked', async () => {
    await withCloudBehindProxy(folder, {}, async (attest, proxy) => {
      const out = join(folder, 'revoked')
      const refused = new Set<string>()
      proxy.fault = revokes(refused, true)
      const { code, ms, stdout, stderr } = await attest([...RUN, '--out', out]).ended

      expect(code, stdout + stderr).toBe(0)
      // Member, reader, guest, stranger and admin, each in the main process and in the test worker.
      expect(refused.size).toBeGreaterThanOrEqual(10)
      expect(resultsIn(out).resources.cleanUp).toBe('clean')
      expectWhole(out, ms)
    })
  })

  test('are renewed before they expire', async () => {
    await withCloudBehindProxy(
      folder,
      { tokenTtlSeconds: 6, latencyMs: 800 },
      async (attest, proxy) => {
        const out = join(folder, 'expiring')
        let logins = 0
        proxy.fault = async (request, forward) => {
          if (isLogin(request)) logins += 1
          return forward()
        }
        const { code, ms, stdout, stderr } = await attest([...RUN, '--out', out]).ended

        expect(code, stdout + stderr).toBe(0)
        expect(logins).toBeGreaterThan(12)
        expectWhole(out, ms)
      },
    )
  })

  test('end cases as errors when no new ones are issued', async () => {
    await withCloudBehindProxy(folder, {}, async (attest, proxy) => {
      const out = join(folder, 'lost')
      proxy.fault = revokes(new Set(), false)
      const { code, ms } = await attest([...RUN, '--out', out]).ended

      expect(code).toBe(3)
      expect(codesIn(out)).toContain('token-lost')
      expectWhole(out, ms)

      proxy.fault = undefined
      const cleaned = await attest(['cleanup', out, ...ALL_PERSONAS]).ended
      expect(cleaned.code, cleaned.stdout + cleaned.stderr).toBe(0)
    })
  })
})

describe('a cloud that asks to wait', () => {
  test.each([
    ['429', 429],
    ['413', 413],
  ])('with %s and Retry-After is given the time, and gets no failures', async (_, status) => {
    await withCloudBehindProxy(folder, {}, async (attest, proxy) => {
      const out = join(folder, `patient-${status}`)
      const refusals: number[] = []
      const arrivals: number[] = []
      let booted = false
      proxy.fault = async (request, forward) => {
        booted ||= isBoot(request)
        arrivals.push(performance.now())
        if (!booted || isForIdentity(request) || refusals.length >= 6) return forward()
        refusals.push(performance.now())
        return refusal(status, { 'retry-after': '3' })
      }
      const { code, ms, stdout, stderr } = await attest([...RUN, '--out', out]).ended

      expect(code, stdout + stderr).toBe(0)
      const { disturbances, resources } = resultsIn(out)
      expect(disturbances).toMatchObject({ rateLimited: refusals.length, transport: 0 })
      expect(disturbances.repeated).toBeGreaterThanOrEqual(refusals.length)
      expect(stdout).toContain(`${refusals.length} told to wait`)
      expect(resources.cleanUp).toBe('clean')
      // Requests that were under way when the cloud asked to wait may still arrive; no others.
      for (const at of refusals) {
        const tooSoon = arrivals.filter((arrived) => arrived > at + 1_000 && arrived < at + 2_900)
        expect(tooSoon).toEqual([])
      }
      expectWhole(out, ms)
    })
  })
})

describe('a host name that cannot be resolved during a run', () => {
  /** Makes the program resolve `cloud.invalid` to this machine, unless a file exists. */
  function resolver(isDown: string): Record<string, string> {
    const preload = join(folder, 'resolver.mjs')
    writeFileSync(
      preload,
      `import dns from 'node:dns'
      import { existsSync } from 'node:fs'
      const { lookup } = dns
      dns.lookup = (host, options, callback) => {
        if (host !== 'cloud.invalid') return lookup(host, options, callback)
        if (!existsSync(${JSON.stringify(isDown)})) return lookup('127.0.0.1', options, callback)
        callback(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }))
      }`,
    )
    return { NODE_OPTIONS: `--import ${preload}` }
  }

  test.each([
    ['for a moment does not change the verdicts', 1_500, 0],
    ['permanently is an error, and cleaning up can be done later', Number.POSITIVE_INFINITY, 3],
  ])('%s', async (_, downMs, expected) => {
    await withCloudBehindProxy(folder, {}, async (attest, proxy) => {
      const out = join(folder, `unknown-${expected}`)
      const isDown = join(folder, `down-${expected}`)
      let downSince: number | undefined
      proxy.fault = async (request, forward) => {
        if (isAttach(request) && downSince === undefined) {
          downSince = performance.now()
          writeFileSync(isDown, '')
          if (downMs < LONGEST_MS) setTimeout(() => rmSync(isDown), downMs)
          return forward()
        }
        // Open connections do not need the name; this ends them.
        if (existsSync(isDown) && request.method === 'GET') return 'cut'
        const reply = await forward()
        const known = proxy.url.replace('127.0.0.1', 'cloud.invalid')
        return isLogin(request)
          ? { ...reply, body: reply.body.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, known) }
          : reply
      }
      const env = resolver(isDown)
      const { code, ms, stdout, stderr } = await attest([...RUN, '--out', out], env).ended

      expect(downSince, stdout + stderr).toBeDefined()
      expect(code, stdout + stderr).toBe(expected)
      expectWhole(out, ms)
      if (expected === 0) return
      expect(codesIn(out)).toContain('transport')
      expect(readFileSync(join(out, 'results.json'), 'utf8')).toContain('host name is not known')
      expect(resultsIn(out).resources.cleanUp).not.toBe('clean')
      rmSync(isDown)
      const cleaned = await attest(['cleanup', out, ...ALL_PERSONAS], env).ended
      expect(cleaned.code, cleaned.stdout + cleaned.stderr).toBe(0)
    })
  })
})
