import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Neighbours } from './neighbours.ts'
import {
  ALL_PERSONAS,
  type CloudProcess,
  startCloud,
  startProgram,
  untilWritten,
} from './program.ts'

/** A real cloud: the entry `ATTEST_CLOUD` of the `clouds.yaml` in the environment. */
const REAL = process.env.ATTEST_CLOUD
const KILLS = Number(process.env.ATTEST_KILLS ?? (REAL === undefined ? 30 : 10))
const LONGEST_MS = Number(process.env.ATTEST_KILL_WITHIN ?? (REAL ? 90_000 : 12_000))
/** One in this many runs is resumed instead of cleaned up. */
const RESUMES_EVERY = Number(process.env.ATTEST_RESUMES_EVERY ?? 10)

const SCOPE = (process.env.ATTEST_SCOPE ?? '--microversions edges').split(' ')

let folder: string
let cloud: CloudProcess | undefined
let neighbours: Neighbours
let before: string[]
let env: Record<string, string>
let target: readonly string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-killed-'))
  if (REAL === undefined) {
    cloud = await startCloud(folder, ['--latency', '60'])
    env = { OS_CLIENT_CONFIG_FILE: cloud.cloudsFile }
    target = ALL_PERSONAS
  } else {
    env = { OS_CLIENT_CONFIG_FILE: process.env.OS_CLIENT_CONFIG_FILE ?? '' }
    target = (process.env.ATTEST_TARGET ?? `--cloud ${REAL}`).split(' ')
  }
  const clouds = REAL
    ? { member: REAL, stranger: process.env.ATTEST_STRANGER ?? `${REAL}-alt` }
    : { member: 'reference', stranger: 'reference-stranger' }
  neighbours = await Neighbours.moveIn(cloud?.cloudsFile, clouds)
  if (REAL === undefined) {
    // One has a name that a careless clean-up would take for a resource of a run.
    await neighbours.makeVolume('member', 'attest-of-somebody-else')
    await neighbours.makeVolume('member', 'precious')
    await neighbours.makeVolume('stranger', 'precious too')
    await sleep(500)
  }
  before = await neighbours.present()
})

afterAll(async () => {
  await neighbours.moveOut()
  await cloud?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts a run and kills it at a random moment; returns its folder. */
async function killedRun(number: number): Promise<{ out: string; afterMs: number }> {
  const out = join(folder, `run-${number}`)
  const run = startProgram(['run', ...target, ...SCOPE, '--out', out], folder, env)
  await Promise.race([untilWritten(join(out, 'journal.ndjson'), '"planned"'), run.ended])
  const afterMs = Math.round(Math.random() * LONGEST_MS)
  await sleep(afterMs)
  run.child.kill('SIGKILL')
  await run.ended
  return { out, afterMs }
}

describe('a run that is killed at a random moment', () => {
  test.each(Array.from({ length: KILLS }, (_, index) => index + 1))(
    'leaves only what can be removed, and nothing else is removed: %i',
    async (number) => {
      const { out, afterMs } = await killedRun(number)
      const resumes = number % RESUMES_EVERY === 0
      const ended = resumes
        ? await startProgram(['resume', out, ...target, '--json'], folder, env).ended
        : await startProgram(['cleanup', out, ...target], folder, env).ended
      const what = `killed after ${afterMs} ms: ${ended.stderr} ${resumes ? '' : ended.stdout}`

      expect(await neighbours.present(), what).toEqual(before)
      expect(ended.code, what).toBe(0)
      if (resumes) expectWhole(out)
      process.stderr.write(
        `kill ${number}: after ${afterMs} ms, ${resumes ? 'resumed' : 'cleaned'}\n`,
      )
    },
  )
})

/** Checks that each planned case has one verdict, and one line in the journal with it. */
function expectWhole(out: string): void {
  const events = readFileSync(join(out, 'journal.ndjson'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line)]
      } catch {
        return []
      }
    })
  const cases = events.filter(({ type }) => type === 'planned').flatMap((each) => each.cases)
  const finished = events.filter(({ type }) => type === 'case-finished').map((each) => each.case)
  const results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'))
  expect(new Set(finished).size).toBe(finished.length)
  expect(results.cases).toHaveLength(cases.length)
  expect(results.counts.error + results.counts.failed).toBe(0)
  // Cases with a verdict before the kill keep it.
  for (const one of events.filter(({ type }) => type === 'case-finished')) {
    const result = results.cases.find(({ id }: { id: string }) => id === one.case)
    expect(result.verdict).toBe(one.verdict)
  }
}
