import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import {
  type Fault,
  type FaultyProxy,
  startFaultyProxy,
} from '../../fixtures/testbed/faulty-proxy.ts'
import { writeCloudsFile } from '../../reference-cloud/clouds-file.ts'
import { createReferenceCloud, type ReferenceCloud } from '../../reference-cloud/reference-cloud.ts'
import type { SiteRun } from '../../site/data/site-run.ts'
import { SiteStore } from '../../site/data/store.ts'
import { ALL_PERSONAS, resultsIn, startProgram } from '../robust/program.ts'

const LONGEST_MS = 900_000
const MOST_REQUESTS = 200

let folder: string
let cloud: ReferenceCloud
let proxy: FaultyProxy
/** Requests that have reached the cloud since the last look began. */
let arrived = 0

/** A site on which a whole run is published, with which the monitor compares. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-monitor-'))
  cloud = await createReferenceCloud({ latencyMs: 5 })
  proxy = await startFaultyProxy(cloud.url)
  const clouds = JSON.stringify(cloud.clouds()).replaceAll(cloud.url, proxy.url)
  await writeCloudsFile(join(folder, 'clouds.yaml'), JSON.parse(clouds))
  writeFileSync(join(folder, 'attest.yaml'), 'microversions: edges\n')
  expect(await attest('run', ...ALL_PERSONAS, '--quick', '--out', 'whole')).toMatchObject({
    code: 0,
  })
  expect(await attest('publish', 'whole', '--site', 'site')).toMatchObject({ code: 0 })
}, LONGEST_MS)
afterEach(() => {
  proxy.fault = undefined
})
afterAll(async () => {
  await proxy.close()
  await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

const attest = (...args: string[]) =>
  startProgram(args, folder, { OS_CLIENT_CONFIG_FILE: join(folder, 'clouds.yaml') }).ended

const told = 'told.txt'

/** Looks once, at a cloud with this fault. */
function look(fault: Fault = (_, forward) => forward(), ...flags: string[]) {
  arrived = 0
  proxy.fault = (request, forward) => {
    arrived += 1
    return fault(request, forward)
  }
  const command = ['--notify-command', `cat >> ${told}`]
  return attest('monitor', ...ALL_PERSONAS, '--site', 'site', ...command, ...flags)
}

function runs(): readonly SiteRun[] {
  const store = new SiteStore(join(folder, 'site'))
  return (store.index()?.runs ?? []).map(({ data }) => store.run(data))
}

it(
  'says nothing while nothing has changed, and looks at other promises each time',
  async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await look()).toMatchObject({ code: 0, stdout: '', stderr: '' })
      expect(arrived).toBeLessThanOrEqual(MOST_REQUESTS)
    }
    const [, first, second] = runs()
    const [before = [], after = []] = [first, second].map((run) => Object.keys(run?.promises ?? {}))

    expect([first?.requests, second?.requests].every((sent = 0) => sent <= MOST_REQUESTS)).toBe(
      true,
    )
    expect([first, second].map((run) => run?.counts.notTested)).toEqual([0, 0])
    expect(after.some((promise) => before.includes(promise))).toBe(false)
    expect(existsSync(join(folder, told))).toBe(false)
  },
  LONGEST_MS,
)

/** What is unknown or malformed is refused with another status. */
const otherRefusals: Fault = async ({ path }, forward) => {
  const reply = await forward()
  const isPolled = reply.status === 404 && /\/(servers|volumes)\/[^/]+$/.test(path)
  const isOther = (reply.status === 404 || reply.status === 400) && !isPolled
  return isOther ? { ...reply, status: 422 } : reply
}

it(
  'speaks once of a change, with its cause',
  async () => {
    const spoken = await look(otherRefusals)
    expect(spoken).toMatchObject({ code: 1 })
    expect(spoken.stdout).toMatch(/passed → failed, the cloud changed/)
    expect(readFileSync(join(folder, told), 'utf8')).toBe(spoken.stdout)

    const again = await look(otherRefusals)
    const before = new Set(spoken.stdout.split('\n'))
    expect(again.stdout.split('\n').filter((line) => line !== '' && before.has(line))).toEqual([])
  },
  LONGEST_MS,
)

it(
  'sends no more than its requests, also when the cloud has them repeated, and leaves nothing there',
  async () => {
    // Two of three requests are to be repeated, so that the run ends within its cases.
    let count = 0
    const busy: Fault = async (_, forward) => {
      count += 1
      if (count % 3 === 0) return forward()
      return { status: 429, headers: { 'retry-after': '0' }, body: '' }
    }
    const { stdout, stderr } = await look(busy, '--out', 'busy')
    const run = runs().at(-1)

    expect(arrived).toBeLessThanOrEqual(MOST_REQUESTS)
    expect(run?.requests).toBeLessThanOrEqual(MOST_REQUESTS)
    expect(run?.counts.notTested).toBeGreaterThan(0)
    expect(stdout).not.toContain('not-tested')
    expect(stderr).toMatch(/^attest: the run has sent as many requests as it may: [^\n]+\n$/)
    expect(resultsIn(join(folder, 'busy')).resources.leaked).toEqual([])
  },
  LONGEST_MS,
)

it(
  'says nothing of a cloud that cannot be reached, and publishes nothing',
  async () => {
    const before = runs().length
    const { code, stderr } = await look(() => Promise.resolve('cut'))

    expect(code).toBe(2)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(runs()).toHaveLength(before)
  },
  LONGEST_MS,
)
