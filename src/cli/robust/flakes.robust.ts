import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { startFaultyProxy } from '../../../fixtures/testbed/faulty-proxy.ts'
import { createReferenceCloud } from '../../../reference-cloud/reference-cloud.ts'
import { ALL_PERSONAS, startProgram } from './program.ts'

const RUNS = Number(process.env.ATTEST_RUNS ?? 100)
const SCOPE = (process.env.ATTEST_SCOPE ?? '--microversions edges').split(' ')

const folder = mkdtempSync(join(tmpdir(), 'attest-flakes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The verdict of each case of one run, on a cloud that is as fast or slow as chance has it. */
async function verdicts(number: number): Promise<Map<string, string>> {
  const latencyMs = Math.round(Math.random() ** 2 * 250)
  const longestDelayMs = Math.random() ** 2 * 60
  const cloud = await createReferenceCloud({ latencyMs })
  const proxy = await startFaultyProxy(cloud.url)
  proxy.fault = async (_request, forward) => {
    await sleep(Math.random() * longestDelayMs)
    return forward()
  }
  const file = join(folder, `clouds-${number}.yaml`)
  writeFileSync(file, JSON.stringify(cloud.clouds()).replaceAll(cloud.url, proxy.url))
  const out = join(folder, `run-${number}`)
  try {
    const { ms } = await startProgram(['run', ...ALL_PERSONAS, ...SCOPE, '--out', out], folder, {
      OS_CLIENT_CONFIG_FILE: file,
    }).ended
    const { cases } = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'))
    const what = `${latencyMs} ms a step, up to ${Math.round(longestDelayMs)} ms a request`
    process.stderr.write(`run ${number}: ${cases.length} cases in ${Math.round(ms)} ms, ${what}\n`)
    return new Map(
      cases.map((one: { id: string; verdict: string; reason: { code: string } | null }) => [
        one.id,
        one.reason === null ? one.verdict : `${one.verdict}: ${one.reason.code}`,
      ]),
    )
  } finally {
    rmSync(out, { recursive: true, force: true })
    await proxy.close()
    await cloud.close()
  }
}

test(`${RUNS} runs with random latencies give each case the same verdict`, async () => {
  const first = await verdicts(1)
  for (let number = 2; number <= RUNS; number += 1) {
    const next = await verdicts(number)
    const different = [...next].filter(([id, verdict]) => first.get(id) !== verdict)
    expect(different, `run ${number}`).toEqual([])
    expect(next.size).toBe(first.size)
  }
})
