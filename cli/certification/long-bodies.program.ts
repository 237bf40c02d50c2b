import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFaultyProxy } from '../../fixtures/testbed/faulty-proxy.ts'
import { writeCloudsFile } from '../../reference-cloud/clouds-file.ts'
import { createReferenceCloud } from '../../reference-cloud/reference-cloud.ts'
import { parseProfile } from '../../src/attestation/profile.ts'
import { readJournal } from '../../src/journal/read-journal.ts'
import { abridge } from '../../src/openstack/body/abridge.ts'
import { ALL_PERSONAS, startProgram } from '../robust/program.ts'
import { certifyRun } from './certify-run.ts'
import { journalIn, rechained, reissue } from './testing/reissue.ts'
import { verifyBundle } from './verify-bundle.ts'

const PROFILE = 'block-storage-3.70..3.70'
const { privateKey: key, publicKey } = generateKeyPairSync('ed25519')
/** More characters than reports keep of a body. */
const LONG = 300_000

/** The time for whole runs on a busy machine. */
const LONGEST_MS = 1_200_000

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-long-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test(
  'A run with answers that are too long to be shown is certified, and judged again with the whole answers',
  async () => {
    const cloud = await createReferenceCloud({ latencyMs: 5 })
    const proxy = await startFaultyProxy(cloud.url)
    // Answers about missing resources get a long message.
    proxy.fault = async (request, forward) => {
      const reply = await forward()
      if (reply.status !== 404 || !request.path.includes('/attachments/')) return reply
      return { ...reply, body: reply.body.replace('"message":"', `"message":"${'x'.repeat(LONG)}`) }
    }
    const file = join(folder, 'clouds.yaml')
    const behind = JSON.stringify(cloud.clouds()).replaceAll(cloud.url, proxy.url)
    await writeCloudsFile(file, JSON.parse(behind))
    const out = join(folder, 'run')
    const run = startProgram(['run', '--profile', PROFILE, '--out', out, ...ALL_PERSONAS], folder, {
      OS_CLIENT_CONFIG_FILE: file,
    })
    const { code, stdout, stderr } = await run.ended
    await proxy.close()
    await cloud.close()
    expect(code, stdout + stderr).toBe(0)

    const { bundle } = await certifyRun(out, parseProfile(PROFILE), key, {
      validDays: 30,
      allowInsecureTransport: false,
    })
    expect(await verifyBundle(bundle, [publicKey])).toMatchObject({ ok: true })
    expect(journalIn(bundle).length).toBeGreaterThan(5 * LONG)
    const shown = await readJournal(join(out, 'journal.ndjson'))
    const lengths = shown.cases.flatMap(({ exchanges }) =>
      [...exchanges].map(({ exchange }) => JSON.stringify(exchange.response ?? '').length),
    )
    expect(Math.max(...lengths)).toBeLessThan(LONG / 10)

    // A body for which there was no room cannot be judged again, and the refusal says so.
    const cut = journalIn(bundle)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map((event) =>
        event.type === 'exchange' ? { ...event, exchange: abridge(event.exchange) } : event,
      )
    const other = await reissue(bundle, rechained(cut), { key, folder })
    expect((await verifyBundle(other, [publicKey])).difference).toContain('its body was cut')
  },
  LONGEST_MS,
)
