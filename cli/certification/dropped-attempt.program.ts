import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseProfile } from '../../src/attestation/profile.ts'
import type { JournalEvent } from '../../src/journal/events/journal-event.ts'
import { judge } from '../../src/judge/judge-response.ts'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import {
  ALL_PERSONAS,
  type CloudProcess,
  resultsIn,
  startCloud,
  startProgram,
} from '../robust/program.ts'
import { certifyRun } from './certify-run.ts'
import { rechained, reissue } from './testing/reissue.ts'
import { verifyBundle } from './verify-bundle.ts'

const PROFILE = 'block-storage-3.70..3.70'
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const contracts = loadContracts()
const TERMS = { validDays: 365, allowInsecureTransport: false }

let folder = ''
let cloud: CloudProcess
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-dropped-'))
  cloud = await startCloud(folder)
})
afterAll(async () => {
  await cloud.stop()
  rmSync(folder, { recursive: true, force: true })
})

const attest = (...args: readonly string[]) =>
  startProgram(args, folder, { OS_CLIENT_CONFIG_FILE: cloud.cloudsFile }).ended

/**
 * The answer of an exchange with a property that the contract does not have, and the judge's
 * violations of it.
 */
function broken(event: JournalEvent): JournalEvent {
  if (event.type !== 'exchange' || event.exchange.response === undefined) throw new TypeError('no')
  const text = JSON.stringify(event.exchange.response.body)
  const body = JSON.parse(text.replace('"attachment":{', '"attachment":{"rotten":1,'))
  const { 'content-length': _, ...headers } = event.exchange.response.headers
  const response = { ...event.exchange.response, headers, body }
  const exchange = { ...event.exchange, response }
  const violations = judge(exchange, contracts)
  expect(violations).toHaveLength(1)
  return { ...event, exchange, violations }
}

test('A violation in an attempt that was cut off fails the case, even if it passes when the run is resumed', async () => {
  const run = join(folder, 'run')
  const journal = join(run, 'journal.ndjson')
  const whole = await attest('run', '--profile', PROFILE, ...ALL_PERSONAS, '--out', 'run')
  expect(whole.code, whole.stdout + whole.stderr).toBe(0)
  const { bundle } = await certifyRun(run, parseProfile(PROFILE), privateKey, TERMS)

  // As if the program had been killed after this answer was recorded, and before the verdict.
  const events = readFileSync(journal, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): JournalEvent => JSON.parse(line))
  const at = events.findIndex(
    (event) =>
      event.type === 'exchange' &&
      event.phase === 'act' &&
      event.exchange.operation === 'block-storage.show' &&
      event.exchange.response?.status === 200,
  )
  const cut = events.slice(0, at + 1).map((event, place) => (place === at ? broken(event) : event))
  writeFileSync(journal, rechained(cut))

  const report = await attest('report', 'run')
  expect(report.stdout).toContain('NON-CONFORMANT')

  const resumed = await attest('resume', 'run', ...ALL_PERSONAS)
  expect(resumed.code, resumed.stdout + resumed.stderr).toBe(1)
  expect(resumed.stdout).toContain('The run was resumed once.')
  const results = resultsIn(run)
  const seen = events[at]
  const id = seen?.type === 'exchange' ? seen.case : undefined
  expect(results.unfinishedAttempts).toContainEqual(
    expect.objectContaining({ case: id, attempt: 1, violations: 1 }),
  )
  expect(results.cases.filter(({ verdict }: { verdict: string }) => verdict === 'failed')).toEqual([
    expect.objectContaining({
      id,
      reason: { code: 'contract-violation', message: expect.stringContaining('attempt 1 of 2') },
    }),
  ])

  await expect(certifyRun(run, parseProfile(PROFILE), privateKey, TERMS)).rejects.toThrow(
    'it is non-conformant',
  )
  const forged = await reissue(bundle, readFileSync(journal, 'utf8'), { key: privateKey, folder })
  expect((await verifyBundle(forged, [publicKey])).difference).toBe('the run is non-conformant')

  // Where the cut-off attempt saw no violation, the run is certified, and the certificate lists the
  // attempt.
  const clean = events.slice(0, at + 1)
  writeFileSync(journal, rechained(clean))
  expect((await attest('resume', 'run', ...ALL_PERSONAS)).code).toBe(0)
  const certified = await certifyRun(run, parseProfile(PROFILE), privateKey, TERMS)
  expect(await verifyBundle(certified.bundle, [publicKey])).toMatchObject({ ok: true })
  const page = readFileSync(certified.certificate, 'utf8')
  expect(page).toContain('The run was resumed once.')
  expect(page).toContain(`<code>${id}</code>, attempt 1`)
}, 300_000)
