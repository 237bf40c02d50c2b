import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Fault,
  type FaultyProxy,
  type Passing,
  startFaultyProxy,
} from '../../fixtures/testbed/faulty-proxy.ts'
import { Neighbours } from './neighbours.ts'
import { type CloudProcess, startCloud, startProgram } from './program.ts'

const SCOPE = [
  ...['--requirement', 'compute.attach:200:attached', '--requirement', 'compute.show:200:*'],
  ...['--requirement', 'block-storage.show:200:reserved', '--microversions', 'edges'],
]
const REPORTS = [
  'journal.ndjson',
  'results.json',
  'matrix.html',
  join('allure-report', 'index.html'),
]

let folder: string
let cloud: CloudProcess
let proxy: FaultyProxy
let neighbours: Neighbours
let before: string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-disturbances-'))
  cloud = await startCloud(folder, ['--latency', '20'])
  const text = readFileSync(cloud.cloudsFile, 'utf8')
  const [origin = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? []
  proxy = await startFaultyProxy(origin)
  clouds('behind.yaml', (each) => each.replaceAll(origin, proxy.url))
  writeFileSync(
    join(folder, 'attest.yaml'),
    'deadlines: { boot: 20, transition: 10, answer: 3 }\nbudget: { servers: 2, volumes: 4 }\n',
  )
  neighbours = await Neighbours.moveIn(cloud.cloudsFile, {
    member: 'reference',
    stranger: 'reference-stranger',
  })
  before = await neighbours.present()
})

afterAll(async () => {
  await neighbours.moveOut()
  await proxy.close()
  await cloud.stop()
  rmSync(folder, { recursive: true, force: true })
})

function clouds(name: string, change: (text: string) => string): string {
  const file = join(folder, name)
  writeFileSync(file, change(readFileSync(cloud.cloudsFile, 'utf8')))
  return file
}

const is = (method: string, path: RegExp) => (request: Passing) =>
  request.method === method && path.test(request.path.split('?')[0] ?? '')
const SHOWN = is('GET', /\/os-volume_attachments\/[^/]+$/)
const SERVER = is('GET', /\/servers\/[^/]+$/)
const VOLUME = is('GET', /\/volumes\/[^/]+$/)

/** Disturbs requests from `fromMs` to `toMs` after the first creation of a server. */
function during(fromMs: number, toMs: number, fault: Fault): Fault {
  let begun: number | undefined
  return async (request, forward) => {
    if (is('POST', /\/servers$/)(request)) begun ??= performance.now()
    const now = begun === undefined ? -1 : performance.now() - begun
    return now >= fromMs && now < toMs ? fault(request, forward) : forward()
  }
}

const when =
  (which: (request: Passing) => boolean, fault: Fault): Fault =>
  (request, forward) =>
    which(request) ? fault(request, forward) : forward()
const html =
  (status: number): Fault =>
  async () => ({ status, headers: { 'content-type': 'text/html' }, body: '<h1>Sorry</h1>' })
const status =
  (word: string): Fault =>
  async (_request, forward) => {
    const reply = await forward()
    return { ...reply, body: reply.body.replace(/"status":"[\w-]+"/, `"status":"${word}"`) }
  }
const slow: Fault = async (_request, forward) => {
  await sleep(2_000)
  return forward()
}

const LATER = 600_000

describe('a disturbed run ends in time, with its reports, and leaves nothing: ', () => {
  test.each<[string, number, string | undefined, number, Fault]>([
    ['resets for a while', 0, undefined, 60, during(100, 1_500, async () => 'cut')],
    ['a burst of 502', 0, undefined, 60, during(0, 1_500, html(502))],
    ['a burst of 503', 0, undefined, 60, during(0, 1_500, html(503))],
    ['a burst of 504', 0, undefined, 60, during(0, 1_500, html(504))],
    ['2 s for each call', 0, undefined, 480, when(({ path }) => !path.includes('/identity'), slow)],
    ['a request that is never answered', 3, 'transport', 120, when(SHOWN, async () => 'hang')],
    ['answers torn in their bodies', 3, 'transport', 120, when(SHOWN, torn)],
    ['503 for one operation', 3, 'unavailable', 120, when(SHOWN, html(503))],
    ['servers that go to ERROR', 3, 'setup-failed', 180, when(SERVER, status('ERROR'))],
    ['volumes stuck in creating', 3, 'setup-failed', 240, when(VOLUME, status('creating'))],
    ['no answers any more', 3, 'transport', 240, during(300, LATER, async () => 'hang')],
    ['no connections any more', 3, 'transport', 240, during(300, LATER, async () => 'cut')],
  ])('%s', async (what, code, reason, seconds, fault) => {
    proxy.fault = fault
    const out = join(folder, what.replaceAll(' ', '-'))
    const env = { OS_CLIENT_CONFIG_FILE: join(folder, 'behind.yaml') }
    const run = ['run', '--cloud', 'reference', '--persona', 'admin=reference-admin', ...SCOPE]
    const ended = await startProgram([...run, '--out', out], folder, env).ended
    proxy.fault = undefined

    expect(ended.code, ended.stdout + ended.stderr).toBe(code)
    expect(ended.ms).toBeLessThan(seconds * 1_000)
    for (const report of REPORTS) expect(existsSync(join(out, report)), report).toBe(true)
    const results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'))
    expect(results.counts.failed).toBe(0)
    if (reason !== undefined) {
      const codes = results.cases.map(
        (one: { reason: { code: string } | null }) => one.reason?.code,
      )
      expect(codes).toContain(reason)
    }
    // A run that could not clean up because nothing answered says so; `attest cleanup` does it
    // later.
    if (results.resources.cleanUp !== 'clean') {
      const later = await startProgram(['cleanup', out, '--cloud', 'reference'], folder, env).ended
      expect(later.code, later.stdout + later.stderr).toBe(0)
    }
    expect(await neighbours.present()).toEqual(before)
    process.stderr.write(`${what}: ${code} after ${Math.round(ended.ms / 1000)} s\n`)
  })
})

describe('a run that cannot begin says so in one line, and soon: ', () => {
  test.each<[string, () => string | Promise<string>, RegExp]>([
    [
      'a port without a server',
      () => clouds('refused.yaml', (text) => text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:1')),
      /connection was refused/,
    ],
    [
      'a host without an address',
      () => clouds('dns.yaml', (text) => text.replaceAll('127.0.0.1', 'nowhere.invalid')),
      /host name is not known/,
    ],
    ['Identity never answers', () => silent(), /no complete answer within the time limit/],
    [
      'the catalog has no service',
      () => {
        proxy.fault = when(({ path }) => path.includes('/auth/tokens'), withoutVolumes)
        return join(folder, 'behind.yaml')
      },
      /catalog has no public endpoint of the block-storage service/,
    ],
    [
      'Identity with internal errors',
      () => {
        proxy.fault = when(({ path }) => path.includes('/auth/tokens'), html(503))
        return join(folder, 'behind.yaml')
      },
      /Identity itself is in trouble/,
    ],
  ])('%s', async (_what, prepare, says) => {
    const env = { OS_CLIENT_CONFIG_FILE: await prepare() }
    const ended = await startProgram(['run', '--cloud', 'reference', ...SCOPE], folder, env).ended
    proxy.fault = undefined

    expect(ended.code, ended.stderr).toBe(2)
    expect(ended.stderr).toMatch(says)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    expect(ended.ms).toBeLessThan(25_000)
  })
})

async function torn(...[_request, forward]: Parameters<Fault>) {
  return { ...(await forward()), cutAfter: 12 }
}

async function withoutVolumes(...[_request, forward]: Parameters<Fault>) {
  const reply = await forward()
  return {
    ...reply,
    body: reply.body.replaceAll(/"(block-storage|volumev3|volume)"/g, '"something"'),
  }
}

/** A port that accepts connections and sends nothing. */
async function silent(): Promise<string> {
  const server = createServer(() => {})
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  server.unref()
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return clouds('silent.yaml', (text) => text.replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`))
}
