import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { type FaultyProxy, startFaultyProxy } from '../../fixtures/testbed/faulty-proxy.ts'
import { writeCloudsFile } from '../../reference-cloud/clouds-file.ts'
import { createReferenceCloud, type ReferenceCloud } from '../../reference-cloud/reference-cloud.ts'
import { resultsSchema } from '../../reports/results/results-schema.ts'
import { SiteStore } from '../../site/data/store.ts'
import { runsOf } from '../../site/history/read-site.ts'
import type { RunOfSite } from '../../site/history/run-of-site.ts'
import { type Transition, transitionsBetween } from '../../site/history/transitions.ts'
import { findOperation } from '../../src/openapi/find-operation.ts'
import { segmentsOf } from '../../src/openapi/json-pointer.ts'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { SPECS } from '../../src/openapi/load-services.ts'
import { matchOperation } from '../../src/openapi/match-operation.ts'
import { packageRoot } from '../../src/package-root.ts'
import { ALL_PERSONAS, resultsIn, startProgram } from '../robust/program.ts'

/** Refusals that the seeds change: one of an operation and status each. */
const SEEDS = 25
/** Three runs, on a busy machine. */
const LONGEST_MS = 1_500_000
const RUN = [...['run', ...ALL_PERSONAS, '--quick', '--microversions', 'edges', '--status', '4xx']]

const contracts = new Map([...loadContracts()].filter(([, { isDefault }]) => isDefault))

let folder: string
let cloud: ReferenceCloud
let proxy: FaultyProxy
let runs: readonly RunOfSite[]
/** Operations with statuses that the suite, or the cloud, has been seeded in. */
let ofSuite: readonly string[]
let ofCloud: readonly string[]

/**
 * Three runs of one cloud: by today's suite, by an older one that promises 25 answers otherwise, and by
 * today's after the cloud has begun to answer 25 refusals otherwise.
 */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-transitions-'))
  cloud = await createReferenceCloud({ latencyMs: 5 })
  proxy = await startFaultyProxy(cloud.url)
  const clouds = JSON.stringify(cloud.clouds()).replaceAll(cloud.url, proxy.url)
  await writeCloudsFile(join(folder, 'clouds.yaml'), JSON.parse(clouds))

  const all = refusalsIn(await run('today'))
  ofCloud = all.slice(0, SEEDS)
  ofSuite = all.slice(-SEEDS)
  expect([ofCloud.length, ofSuite.length]).toEqual([SEEDS, SEEDS])

  await run('older', olderSuite())
  proxy.fault = async (request, forward) => {
    const reply = await forward()
    const own = matchOperation(contracts, request.method, request.path)?.operation.id
    return ofCloud.includes(`${own}:${reply.status}`) ? { ...reply, status: 422 } : reply
  }
  await run('broken')
  const folders = ['today', 'older', 'broken'].map((name) => join(folder, name))
  const published = await attest(['publish', ...folders, '--site', join(folder, 'site')])
  expect(published).toMatchObject({ code: 0 })
  const store = new SiteStore(join(folder, 'site'))
  runs = runsOf(store, store.index()?.runs ?? [])
}, LONGEST_MS)
afterAll(async () => {
  await proxy.close()
  await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

const attest = (args: readonly string[], program?: string) =>
  startProgram(args, folder, { OS_CLIENT_CONFIG_FILE: join(folder, 'clouds.yaml') }, program).ended

async function run(name: string, program?: string) {
  const { code, stderr } = await attest([...RUN, '--out', join(folder, name)], program)
  if (code === 2) throw new Error(stderr)
  return resultsSchema.parse(resultsIn(join(folder, name)))
}

/** The refusals that were tested. Without tokens, nothing works: those of 401 are no seeds. */
function refusalsIn({ cases }: Awaited<ReturnType<typeof run>>): string[] {
  const passed = cases.filter(({ verdict, status }) => verdict === 'passed' && status !== 401)
  return [...new Set(passed.map(({ operation, status }) => `${operation}:${status}`))]
}

/** This package as an older version, whose documents promise another body of each seeded refusal. */
function olderSuite(): string {
  const older = join(folder, 'older-attest')
  for (const part of ['dist', 'specs', 'package.json', 'attest.schema.json']) {
    cpSync(join(packageRoot, part), join(older, part), { recursive: true })
  }
  symlinkSync(join(packageRoot, 'node_modules'), join(older, 'node_modules'))
  const manifest = join(older, 'package.json')
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"0.1.0"', '"0.0.9"'))
  for (const contract of contracts.values()) {
    const { file } = contract
    const path = join(older, 'specs', file)
    const document = parseDocument(readFileSync(join(SPECS, file), 'utf8'))
    for (const { id } of contract.operations) {
      const place = segmentsOf(findOperation(contract, id).pointer)
      for (const status of seededStatuses(id)) {
        document.setIn(
          [...place, 'responses', status, 'content'],
          document.createNode({ 'application/json': { schema: OTHER } }),
        )
      }
    }
    writeFileSync(path, document.toString())
  }
  return join(older, 'dist', 'cli', 'main.js')
}

const OTHER = { type: 'object', required: ['seeded'], properties: { seeded: { type: 'string' } } }

function seededStatuses(operation: string): string[] {
  return ofSuite.flatMap((seed) => {
    const [id = '', status = ''] = seed.split(':')
    return id === operation ? [status] : []
  })
}

function between(before: string, after: string): readonly Transition[] {
  const [a, b] = [runOf(before), runOf(after)]
  return a === undefined || b === undefined ? [] : transitionsBetween(a, b)
}

const runOf = (name: string) =>
  runs.find(({ kept }) => kept.run === resultsIn(join(folder, name)).run)

/** The operations and statuses of changes, and the causes with the verdicts to which they lead. */
function toldOf(transitions: readonly Transition[]) {
  return {
    places: new Set(transitions.map(({ promise }) => promise.split(':', 2).join(':'))),
    causes: new Set(transitions.map(({ cause, to }) => `${cause}: ${to}`)),
  }
}

/** What has changed apart from cases that one of the runs left without a verdict, as on a busy machine. */
function judgedIn(transitions: readonly Transition[]) {
  const open = ['error', 'not-tested']
  return transitions.filter(
    ({ cause, from, to }) => cause !== 'run' || !(open.includes(from) || open.includes(to)),
  )
}

it('attributes each of 25 changes of the suite to the suite', () => {
  const places = new Set(ofSuite)
  const [mended, broken] = [between('older', 'today'), between('today', 'older')].map(judgedIn)

  expect(toldOf(mended ?? [])).toEqual({ places, causes: new Set(['suite: passed']) })
  expect(toldOf(broken ?? [])).toEqual({ places, causes: new Set(['suite: failed']) })
})

it('attributes each of 25 changes of the cloud to the cloud', () => {
  const places = new Set(ofCloud)
  const [broken, mended] = [between('today', 'broken'), between('broken', 'today')].map(judgedIn)

  expect(toldOf(broken ?? [])).toEqual({ places, causes: new Set(['cloud: failed']) })
  expect(toldOf(mended ?? [])).toEqual({ places, causes: new Set(['cloud: passed']) })
})
