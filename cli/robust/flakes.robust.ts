import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { startFaultyProxy } from '../../fixtures/testbed/faulty-proxy.ts'
import { createReferenceCloud } from '../../reference-cloud/reference-cloud.ts'
import { ALL_PERSONAS, startProgram } from './program.ts'

/** A real cloud: the entry `ATTEST_CLOUD` of the `clouds.yaml` in the environment. */
const REAL = process.env.ATTEST_CLOUD
const RUNS = Number(process.env.ATTEST_RUNS ?? (REAL === undefined ? 100 : 10))
/** Allows for a busy machine, or a real cloud. */
const LONGEST_RUN_MS = 600_000
const SCOPE = (process.env.ATTEST_SCOPE ?? '--microversions edges').split(' ')

/**
 * The requests with which a run may change a cloud: no others of Compute, and none of other
 * services.
 */
const MAY_CHANGE =
  /\/(servers(\/[^/?]+(\/action|\/os-volume_attachments.*)?)?|(volumes|attachments|volume-transfers)(\/.*)?|auth\/tokens)\/?(\?.*)?$/

const told = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      verdict: z.string(),
      reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
  resources: z.object({ cleanUp: z.string() }),
})

/** The result of one run, in a form that can be compared. */
interface Said {
  readonly out: string
  readonly code: number | null
  readonly cleanUp: string
  /** Requests that change something which no run may change. */
  readonly changed: readonly string[]
  /** By case: verdict and code of the reason, and the whole reason for people. */
  readonly cases: ReadonlyMap<string, { readonly verdict: string; readonly because: string }>
}

/** Starts a cloud for one run: a real one as it is, or a reference cloud with random delays. */
async function withCloud<T>(
  folder: string,
  use: (target: readonly string[], cloudsFile: string, what: string) => Promise<T>,
): Promise<T> {
  if (REAL !== undefined) {
    const target = (process.env.ATTEST_TARGET ?? `--cloud ${REAL}`).split(' ')
    return use(target, process.env.OS_CLIENT_CONFIG_FILE ?? '', REAL)
  }
  const latencyMs = Math.round(Math.random() ** 2 * 250)
  const longestDelayMs = Math.round(Math.random() ** 2 * 60)
  const cloud = await createReferenceCloud({ latencyMs })
  const proxy = await startFaultyProxy(cloud.url)
  proxy.fault = async (_request, forward) => {
    await sleep(Math.random() * longestDelayMs)
    return forward()
  }
  const file = join(folder, 'clouds.yaml')
  writeFileSync(file, JSON.stringify(cloud.clouds()).replaceAll(cloud.url, proxy.url))
  try {
    return await use(
      ALL_PERSONAS,
      file,
      `${latencyMs} ms a step, up to ${longestDelayMs} ms a request`,
    )
  } finally {
    await proxy.close()
    await cloud.close()
  }
}

async function runOnce(folder: string, number: number): Promise<Said> {
  const out = join(folder, `run-${number}`)
  return withCloud(folder, async (target, cloudsFile, what) => {
    const run = ['run', ...target, ...SCOPE, '--out', out]
    const env = { OS_CLIENT_CONFIG_FILE: cloudsFile }
    const { code, ms, stderr } = await startProgram(run, folder, env).ended
    const { cases, cleanUp } = readWhatItSaid(out, stderr)
    const changed = otherChanges(out)
    const took = `${cases.size} cases in ${Math.round(ms)} ms, exit code ${code}, ${cleanUp}`
    process.stderr.write(`run ${number}: ${took} (${what})\n`)
    return { out, code, cleanUp, cases, changed }
  })
}

/** Returns a result for a run without reports too, which differs from all others. */
function readWhatItSaid(out: string, stderr: string): Pick<Said, 'cases' | 'cleanUp'> {
  let text: string
  try {
    text = readFileSync(join(out, 'results.json'), 'utf8')
  } catch {
    return { cases: new Map(), cleanUp: `no results: ${stderr}` }
  }
  const { cases, resources } = told.parse(JSON.parse(text))
  return {
    cleanUp: resources.cleanUp,
    cases: new Map(
      cases.map(({ id, verdict, reason }) => [
        id,
        {
          verdict: reason === null ? verdict : `${verdict} ${reason.code}`,
          because: reason === null ? verdict : `${verdict} ${reason.code}: ${reason.message}`,
        },
      ]),
    ),
  }
}

function otherChanges(out: string): string[] {
  const path = join(out, 'journal.ndjson')
  const journal = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const sent = journal.matchAll(/"method":"(POST|PUT|PATCH|DELETE)","url":"([^"]*)"/g)
  return [...sent].flatMap(([, method, url = '']) =>
    MAY_CHANGE.test(url) ? [] : [`${method} ${url}`],
  )
}

function differences(first: Said, next: Said): string[] {
  const found: string[] = []
  if (next.code !== first.code) found.push(`exit code ${first.code}, then ${next.code}`)
  for (const id of new Set([...first.cases.keys(), ...next.cases.keys()])) {
    const [was, is] = [first.cases.get(id), next.cases.get(id)]
    if (was?.verdict === is?.verdict) continue
    found.push(`${id}\n    was ${was?.because ?? 'no case'}\n    is  ${is?.because ?? 'no case'}`)
  }
  return found
}

test(
  `${RUNS} runs on ${REAL ?? 'clouds of random latencies'} give each case the same verdict`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attest-flakes-'))
    const found: string[] = []
    let first: Said | undefined
    for (let number = 1; number <= RUNS; number += 1) {
      const said = await runOnce(folder, number)
      const ofThis = first === undefined ? [] : differences(first, said)
      if (said.cleanUp !== 'clean') ofThis.push(`cleaning up: ${said.cleanUp}`)
      if (said.cases.size === 0) ofThis.push('no cases')
      ofThis.push(...said.changed.map((request) => `changes what it may not: ${request}`))
      if (ofThis.length > 0) {
        const text = [`run ${number}, kept in ${said.out}:`, ...ofThis].join('\n  ')
        process.stderr.write(`${text}\n`)
        found.push(text)
      } else if (first !== undefined) {
        rmSync(said.out, { recursive: true, force: true })
      }
      first ??= said
    }
    // A run with differences is kept, beside the first run.
    if (found.length === 0) rmSync(folder, { recursive: true, force: true })
    else found.unshift(`compared with the first run, kept in ${first?.out}:`)
    expect(found.join('\n')).toBe('')
  },
  RUNS * LONGEST_RUN_MS,
)
