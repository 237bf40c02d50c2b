import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packBundle, readBundle } from '../../attestation/bundle.ts'
import { envelopeSchema, payloadOf, seal } from '../../attestation/dsse.ts'
import { parseProfile } from '../../attestation/profile.ts'
import { PAYLOAD_TYPE, readStatement, statement } from '../../attestation/statement.ts'
import { packageRoot } from '../../package-root.ts'
import type { JournalEvent } from '../../run/journal-event.ts'
import { certifyRun } from './certify-run.ts'
import { BUNDLED } from './evidence-files.ts'
import { signBundle } from './sign-bundle.ts'
import { verifyBundle } from './verify-bundle.ts'

const PROFILE = 'block-storage-3.70..3.70'
const operator = generateKeyPairSync('ed25519')
const certifier = generateKeyPairSync('ed25519')

let folder = ''
let run = ''
let bundle = ''

// One real run of a small profile, on the embedded reference cloud; all tests are about it.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-certification-'))
  run = join(folder, 'run')
  const program = join(packageRoot, 'dist', 'src', 'cli', 'main.js')
  const { status, stderr } = spawnSync(
    process.execPath,
    [program, 'run', '--profile', PROFILE, '--out', run],
    {
      cwd: folder,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    },
  )
  expect(status, stderr).toBe(0)
  bundle = (await certifyRun(run, parseProfile(PROFILE), operator.privateKey)).bundle
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const verified = (path = bundle, ...keys: readonly KeyObject[]) =>
  verifyBundle(path, keys.length === 0 ? [operator.publicKey] : keys)

/** The bundle with other lines in its journal, its digests right and signed again by the same key. */
function resigned(change: (events: JournalEvent[]) => readonly JournalEvent[]): string {
  const files = new Map(readBundle(bundle))
  const text = Buffer.from(files.get(BUNDLED.journal) ?? '').toString('utf8')
  const events = text
    .trimEnd()
    .split('\n')
    .map((line): JournalEvent => JSON.parse(line))
  const changed = change(events).map((event) => `${JSON.stringify(event)}\n`)
  files.set(BUNDLED.journal, Buffer.from(changed.join('')))
  const named = [BUNDLED.journal, BUNDLED.results, BUNDLED.certificate, BUNDLED.badge]
  const subjects = new Map(named.map((name) => [name, files.get(name) ?? new Uint8Array()]))
  for (const name of [BUNDLED.testResult, BUNDLED.conformance]) {
    const envelope = envelopeSchema.parse(
      JSON.parse(Buffer.from(files.get(name) ?? '').toString('utf8')),
    )
    const read = readStatement(payloadOf(envelope))
    if (read === undefined) throw new TypeError(`${name} holds no statement`)
    const payload = statement(subjects, read.predicateType, read.predicate)
    files.set(name, Buffer.from(JSON.stringify(seal(PAYLOAD_TYPE, payload, operator.privateKey))))
  }
  const path = join(folder, 'tampered.zip')
  writeFileSync(path, packBundle(files))
  return path
}

type ExchangeEvent = Extract<JournalEvent, { type: 'exchange' }>

/** Changes the text of the answer of the first exchange that is picked. */
function answering(pick: (event: ExchangeEvent) => boolean, change: (text: string) => string) {
  return (events: JournalEvent[]): JournalEvent[] => {
    const at = events.findIndex((event) => event.type === 'exchange' && pick(event))
    const event = events[at]
    if (event?.type !== 'exchange') throw new RangeError('no such exchange')
    const before = JSON.stringify(event.exchange.response)
    const after = change(before)
    expect(after).not.toBe(before)
    const response: ExchangeEvent['exchange']['response'] = JSON.parse(after)
    return events.with(at, {
      ...event,
      exchange: { ...event.exchange, ...(response && { response }) },
    })
  }
}

const act = (operation: string, status: number) => (event: ExchangeEvent) =>
  event.phase === 'act' &&
  event.exchange.operation === operation &&
  event.exchange.response?.status === status

describe('a certified run', () => {
  it('is verified offline: all exchanges judged again, all cases run again', async () => {
    const found = await verified()
    expect(found).toMatchObject({ ok: true, profile: PROFILE, target: 'reference' })
    expect(found.repeated).toBeGreaterThan(100)
  })

  it('is signed over statements that tools for in-toto can read', () => {
    const envelope = envelopeSchema.parse(
      JSON.parse(Buffer.from(readBundle(bundle).get(BUNDLED.testResult) ?? '').toString('utf8')),
    )
    expect(envelope.payloadType).toBe('application/vnd.in-toto+json')
    expect(readStatement(payloadOf(envelope))).toMatchObject({
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
      predicate: { result: 'PASSED', failedTests: [] },
      subject: [
        { name: 'journal.ndjson' },
        { name: 'results.json' },
        { name: 'certificate.html' },
        { name: 'badge.svg' },
      ],
    })
  })

  it('has a page and a badge that say what was and what was not tested', () => {
    const page = readFileSync(join(run, 'certificate.html'), 'utf8')
    expect(page).toContain('Block Storage</dt><dd>microversions 3.70')
    expect(page).toContain('What was not')
    expect(readFileSync(join(run, 'badge.svg'), 'utf8')).toContain(`conformant · ${PROFILE}`)
  })

  it('can be signed by more, and each can be asked for', async () => {
    const path = join(folder, 'both.zip')
    const key = join(folder, 'certifier.pem')
    cpSync(bundle, path)
    writeFileSync(key, certifier.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    expect(await verified(path, certifier.publicKey)).toMatchObject({ ok: false })
    await signBundle(path, key)
    expect(await verified(path, certifier.publicKey, operator.publicKey)).toMatchObject({
      ok: true,
    })
  })
})

describe('a bundle that was tampered with and signed again is found out', () => {
  const wrong = async (path: string) => (await verified(path)).difference

  it.each<[string, (events: JournalEvent[]) => readonly JournalEvent[], string]>([
    [
      'another status of an answer',
      answering(act('block-storage.create', 200), (text) =>
        text.replace('"status":200', '"status":202'),
      ),
      'undocumented-status at status now, and nothing is wrong in the journal',
    ],
    [
      'a field that no document knows',
      answering(act('block-storage.show', 200), (text) =>
        text.replace('"attachment":{', '"attachment":{"x":1,'),
      ),
      'undocumented-property at /attachment/x now',
    ],
    [
      'a state that the contract allows and the scenario does not',
      answering(act('block-storage.show', 200), (text) =>
        text.replace(/"status":"[a-z]+"/, '"status":"detached"'),
      ),
      'when judged again, and passed in the journal',
    ],
    [
      'one byte of an id',
      answering(act('block-storage.create', 200), (text) =>
        text.replace(/"volume_id":"./, '"volume_id":"_'),
      ),
      'schema at /attachment/volume_id now',
    ],
    [
      'one byte that no verdict hangs on',
      answering(act('block-storage.list', 200), (text) => text.replace(/"date":"./, '"date":"_')),
      'certificate.html is not what the journal says',
    ],
    [
      'an exchange that is left out',
      (events) => {
        const at = events.findIndex(
          (event) => event.type === 'exchange' && act('block-storage.list', 200)(event),
        )
        return events.toSpliced(at, 1)
      },
      'which is not in the evidence',
    ],
    [
      'an exchange that is there twice',
      (events) => {
        const at = events.findIndex(
          (event) => event.type === 'exchange' && act('block-storage.list', 200)(event),
        )
        const event = events[at]
        return event ? events.toSpliced(at, 0, event) : events
      },
      'which is in the evidence',
    ],
    [
      'a verdict',
      (events) =>
        events.map((event) =>
          event.type === 'case-finished' &&
          event.verdict === 'passed' &&
          event.case.startsWith('block-storage.list:200')
            ? {
                ...event,
                verdict: 'not-applicable',
                reason: { code: 'other-conforming-behaviour', message: '-' },
              }
            : event,
        ),
      'it is passed when judged again, and not-applicable',
    ],
    [
      'a promise that is not in the plan',
      (events) => {
        const gone = events.find((event) => event.type === 'planned')?.cases[0]?.id
        return events
          .filter((event) => !('case' in event) || event.case !== gone || 'key' in event)
          .map((event) =>
            event.type === 'planned' ? { ...event, cases: event.cases.slice(1) } : event,
          )
      },
      'the plan lacks',
    ],
    [
      'a feature that is said to be absent',
      (events) =>
        events.map((event) =>
          event.type === 'staged'
            ? {
                ...event,
                stage: {
                  ...event.stage,
                  target: {
                    ...event.stage.target,
                    features: {
                      ...event.stage.target.features,
                      'multiattach-type': { available: false, declaredAbsent: true, why: '-' },
                    },
                  },
                },
              }
            : event,
        ),
      'the plan is not that of the profile',
    ],
    [
      'another target',
      (events) =>
        events.map((event) =>
          event.type === 'run-started'
            ? { ...event, target: { ...event.target, name: 'mine' } }
            : event,
        ),
      'the target of the cases is not the target of the run',
    ],
  ])('by %s', async (_, change, message) => {
    expect(await wrong(resigned(change))).toContain(message)
  })

  it('by a key that nobody trusts', async () => {
    expect((await verified(bundle, certifier.publicKey)).difference).toContain(
      'has no valid signature',
    )
  })

  it('by changing a file without signing again', async () => {
    const path = join(folder, 'unsigned.zip')
    const badge = Buffer.from('<svg/>')
    writeFileSync(path, packBundle(new Map([...readBundle(bundle), [BUNDLED.badge, badge]])))
    expect(await wrong(path)).toBe('badge.svg is not the file that was signed')
  })

  it('but not when nothing was changed', async () => {
    expect(await wrong(resigned((events) => events))).toBeUndefined()
  })
})

describe('what cannot be certified', () => {
  it('is a run of another profile', async () => {
    await expect(
      certifyRun(run, parseProfile('block-storage-3.69..3.70'), operator.privateKey),
    ).rejects.toThrow('the plan')
  })

  it('is no bundle', () => {
    expect(() => readBundle(join(packageRoot, 'package.json'))).toThrow(
      'is no bundle of attest certify',
    )
  })

  it('is signed over no other files than it has', () => {
    const names = z.array(z.string()).parse([...readBundle(bundle).keys()])
    expect(names.sort()).toEqual(Object.values(BUNDLED).sort())
  })
})
