import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FaultyProxy, Passing } from '../fixtures/testbed/faulty-proxy.ts'
import { withCloudBehindProxy } from './robust/cloud-behind-proxy.ts'
import { resultsIn, type Started, untilWritten } from './robust/program.ts'

const SCOPE = ['--requirement', 'compute.show:200:attached-volume', '--microversions', '2.60']

let folder: string
let config: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-endless-'))
  config = join(folder, 'patient.yaml')
  writeFileSync(config, 'deadlines: { clean-up: 5 }\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A run with a cloud of its own, and the folder for its reports. */
const withRun = <T>(
  name: string,
  flags: readonly string[],
  use: (start: () => Started, proxy: FaultyProxy, out: string) => Promise<T>,
): Promise<T> =>
  withCloudBehindProxy(folder, {}, (attest, proxy) => {
    const out = join(folder, name)
    const start = () => attest(['run', '--cloud', 'reference', ...SCOPE, '--out', out, ...flags])
    return use(start, proxy, out)
  })

const isDelete = ({ method }: Passing) => method === 'DELETE'
const isAttach = ({ method, path }: Passing) =>
  method === 'POST' && path.endsWith('/os-volume_attachments')

describe('a run ends, with its reports, on a cloud', () => {
  test('whose list of servers has something new on each page without end', async () => {
    await withRun('list', [], async (start, proxy, out) => {
      let cleansUp = false
      proxy.fault = async (request, forward) => {
        cleansUp ||= isDelete(request)
        if (!cleansUp || !request.path.includes('/servers/detail')) return forward()
        const server = { id: crypto.randomUUID(), name: 'foreign', status: 'ACTIVE' }
        const headers = { 'content-type': 'application/json' }
        return { status: 200, headers, body: JSON.stringify({ servers: [server] }) }
      }
      const { code, stdout, ms } = await start().ended

      expect(stdout).toContain(
        'not known whether more is left: the list /servers/detail of compute did not end within',
      )
      expect(code, stdout).toBe(3)
      expect(resultsIn(out)).toMatchObject({
        verdict: 'inconclusive',
        counts: { passed: 1 },
        resources: { cleanUp: 'unknown', unseen: expect.stringContaining('did not end') },
      })
      expect(statSync(join(out, 'journal.ndjson')).size).toBeLessThan(5e6)
      expect(ms).toBeLessThan(60_000)
    })
  })

  test('that never deletes but announces it, within the time limit of the clean-up', async () => {
    await withRun('hints', ['--config', config], async (start, proxy, out) => {
      proxy.fault = async (request, forward) => (isDelete(request) ? 'hint' : forward())
      const { code, stdout, ms } = await start().ended

      expect(stdout).toContain('cleaning up was given up after 5 s (deadlines.clean-up)')
      expect(code, stdout).toBe(3)
      expect(resultsIn(out).resources).toMatchObject({ cleanUp: 'leaked' })
      expect(ms).toBeLessThan(40_000)
    })
  })

  test('that announces progress in a case without end, when the time of the run is over', async () => {
    await withRun('time', ['--max-time', '8s'], async (start, proxy, out) => {
      proxy.fault = async (request, forward) => (isAttach(request) ? 'hint' : forward())
      const { code, stdout, ms } = await start().ended

      expect(code, stdout).toBe(3)
      expect(resultsIn(out)).toMatchObject({ resources: { cleanUp: 'clean' } })
      expect(ms).toBeLessThan(40_000)
    })
  })
})

describe('one signal ends a run, with its reports', () => {
  test('in a case that waits without end', async () => {
    await withRun('case', [], async (start, proxy, out) => {
      let isInCase = false
      proxy.fault = async (request, forward) => {
        isInCase ||= isAttach(request)
        return isAttach(request) ? 'hint' : forward()
      }
      const run = start()
      while (!isInCase) await sleep(50)
      const ended = await endedBySignal(run)

      expect(ended.code, ended.stderr).toBe(130)
      expect(ended.afterMs).toBeLessThan(30_000)
      expect(resultsIn(out)).toMatchObject({ interrupted: true, resources: { cleanUp: 'clean' } })
    })
  })

  test('before the first case, whose sessions are never opened', async () => {
    await withRun('opening', [], async (start, proxy, out) => {
      let sessions = 0
      proxy.fault = async ({ path }, forward) => {
        if (path.endsWith('/auth/tokens')) sessions += 1
        // The first log-in is that of the main process, the second that of the test worker.
        return path.endsWith('/auth/tokens') && sessions > 1 ? 'hint' : forward()
      }
      const run = start()
      await untilWritten(join(out, 'journal.ndjson'), '"run-basis"')
      await sleep(1_000)
      const ended = await endedBySignal(run)

      expect(ended.code, ended.stderr).toBe(130)
      expect(ended.stderr).not.toContain('attest: a defect')
      expect(ended.afterMs).toBeLessThan(15_000)
      expect(resultsIn(out)).toMatchObject({
        counts: { notTested: 1, cases: 1 },
        resources: { cleanUp: 'clean' },
      })
    })
  })

  test('while it cleans up a cloud that never finishes', async () => {
    await withRun('cleaning', [], async (start, proxy, out) => {
      proxy.fault = async (request, forward) => (isDelete(request) ? 'hint' : forward())
      const run = start()
      await untilWritten(join(out, 'journal.ndjson'), '"passed"')
      while (!proxy.passed.some((one) => one.startsWith('DELETE'))) await sleep(50)
      const ended = await endedBySignal(run)

      expect(ended.stderr).toContain('cleaning up for 30 s at most, then reporting')
      expect(ended.stdout).toContain('given up 30 s after it was interrupted')
      expect(ended.code, ended.stderr).toBe(130)
      expect(ended.afterMs).toBeLessThan(50_000)
      expect(resultsIn(out).resources).toMatchObject({ cleanUp: 'leaked' })
    })
  })

  test.each(['/auth/tokens', '/flavors/detail'])('before it has begun, at %s', async (path) => {
    await withRun(`before-${path.length}`, [], async (start, proxy) => {
      proxy.fault = async (request, forward) => (request.path.includes(path) ? 'hint' : forward())
      const run = start()
      while (!proxy.passed.some((one) => one.includes(path))) await sleep(50)
      const ended = await endedBySignal(run)

      expect(ended.stderr).toContain('before a case could begin: nothing was done on the target')
      expect(ended.code).toBe(130)
      expect(ended.afterMs).toBeLessThan(15_000)
    })
  })
})

test('A run whose time is over before its first case says so in one line', async () => {
  await withRun('too-short', ['--max-time', '2s'], async (start, proxy) => {
    proxy.fault = async ({ path }, forward) =>
      path.includes('/flavors/detail') ? 'hint' : forward()
    const { code, stderr, ms } = await start().ended

    expect(stderr).toMatch(/max-time\) was reached before a case could begin: .* --max-time\n$/)
    expect(code).toBe(2)
    expect(ms).toBeLessThan(12_000)
  })
})

async function endedBySignal(run: Started) {
  const started = performance.now()
  run.child.kill('SIGTERM')
  const ended = await run.ended
  return { ...ended, afterMs: performance.now() - started }
}
