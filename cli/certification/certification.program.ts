import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { pack } from '../../src/attestation/bundle.ts'
import { BUNDLED, EVIDENCE } from '../../src/attestation/bundled.ts'
import { envelopeSchema, payloadOf, seal } from '../../src/attestation/dsse.ts'
import { parseProfile } from '../../src/attestation/profile.ts'
import { readBundle } from '../../src/attestation/read-bundle.ts'
import {
  PAYLOAD_TYPE,
  readStatement,
  statement,
  subjectOf,
} from '../../src/attestation/statement.ts'
import type { EventOf, JournalEvent } from '../../src/journal/events/journal-event.ts'
import { linkIn } from '../../src/journal/journal-chain.ts'
import { packageRoot } from '../../src/package-root.ts'
import { resultsIn } from '../robust/program.ts'
import { certifyRun } from './certify-run.ts'
import { signBundle } from './sign-bundle.ts'
import { filesIn, writeBundle } from './testing/bundle-files.ts'
import { changeCharacter } from './testing/change-character.ts'
import { journalIn, rechained, reissue } from './testing/reissue.ts'
import { type VerifyFlags, verify } from './verify.ts'
import { verifyBundle } from './verify-bundle.ts'

const PROFILE = 'block-storage-3.70..3.70'
const TERMS = { validDays: 30, allowInsecureTransport: false }
const operator = generateKeyPairSync('ed25519')
const FORGED = {
  subject: 'CN=mine',
  issuer: 'CN=mine',
  publicKey: `sha256:${'0'.repeat(64)}`,
  notAfter: '2031-01-01T00:00:00.000Z',
  check: 'system',
} as const
const certifier = generateKeyPairSync('ed25519')

let folder = ''
let run = ''
let bundle = ''

// One real run of a small profile, on the embedded reference cloud, which all tests share.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-certification-'))
  run = join(folder, 'run')
  const program = join(packageRoot, 'dist', 'cli', 'main.js')
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
  bundle = (await certifyRun(run, parseProfile(PROFILE), operator.privateKey, TERMS)).bundle
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const verified = (path = bundle, ...keys: readonly KeyObject[]) =>
  verifyBundle(path, keys.length === 0 ? [operator.publicKey] : keys)

/**
 * The bundle with other lines in its journal. All else is made again from them and signed by the
 * same key, the chain of the lines too, so that the chain alone does not reveal the change.
 */
function resigned(change: (events: JournalEvent[]) => readonly JournalEvent[]): Promise<string> {
  const events = journalIn(bundle)
    .trimEnd()
    .split('\n')
    .map((line): JournalEvent => JSON.parse(line))
  return reissue(bundle, rechained(change(events)), { key: operator.privateKey, folder })
}

function readIn(path: string, name: string) {
  const text = Buffer.from(filesIn(path).get(name) ?? '').toString('utf8')
  const read = readStatement(payloadOf(envelopeSchema.parse(JSON.parse(text))))
  if (read === undefined) throw new TypeError(`${name} holds no statement`)
  return read
}

const statementOf = (path: string) => readIn(path, BUNDLED.conformance).predicate

/**
 * What `attest verify` prints, and its exit code. It runs in this process, because the code of
 * another build has another digest.
 */
async function attestVerify(path: string, flags: Partial<VerifyFlags> = {}) {
  const trust = join(folder, 'operator.pub')
  writeFileSync(trust, operator.publicKey.export({ type: 'spki', format: 'pem' }))
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    const code = await verify(path, { trust: [trust], ...flags })
    return { code, stdout: printed.mock.calls.map(([text]) => String(text)).join('') }
  } finally {
    printed.mockRestore()
  }
}

type ExchangeEvent = EventOf<'exchange'>

/** Changes the text of the answer of the first matching exchange. */
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

/** The answers that a requirement of a successful show is about. */
const shownIn = (requirement: string) => (event: ExchangeEvent) =>
  act('block-storage.show', 200)(event) && event.case?.startsWith(`${requirement}@`) === true

describe('a certified run', () => {
  it('is verified offline: all exchanges are judged again, and all cases run again', async () => {
    const found = await verified()
    expect(found).toMatchObject({ ok: true, profile: PROFILE, target: 'reference' })
    expect(found.repeated).toBeGreaterThan(100)
  })

  it('is signed over statements that in-toto tools can read', () => {
    const envelope = envelopeSchema.parse(
      JSON.parse(Buffer.from(filesIn(bundle).get(BUNDLED.testResult) ?? '').toString('utf8')),
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
    expect(page).toContain('<code>block-storage/attachments</code>, microversions 3.70')
    expect(page).toContain('What was not')
    const badge = readFileSync(join(run, 'badge.svg'), 'utf8')
    expect(badge).toMatch(/attachments: conformant in \d+ of \d+ promises · /)
    expect(badge).toContain(`promises · ${PROFILE}`)
  })

  it('tells what was tested on its page, in its statement and when it is verified', async () => {
    const { certificate } = await verified()
    const results = resultsIn(run)
    expect(certificate).toMatchObject({
      target: results.target,
      releases: ['2026.2'],
      transport: { origins: [{ certificate: null }], insecure: [] },
      firstRequestAt: results.timing.firstRequestAt,
      lastRequestAt: results.timing.lastRequestAt,
      resumptions: 0,
    })
    expect(results.target).toMatchObject({
      authUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/identity\/v3$/),
      services: {
        compute: { endpoint: expect.stringContaining('/compute/v2.1'), region: 'RegionOne' },
        'block-storage': { region: 'RegionOne' },
      },
      project: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect(statementOf(bundle)).toMatchObject({
      certificate: JSON.parse(JSON.stringify(certificate)),
    })
    const { code, stdout } = await attestVerify(bundle)
    expect(code).toBe(0)
    const page = readFileSync(join(run, 'certificate.html'), 'utf8')
    const { target, validUntil } = certificate ?? expect.unreachable()
    for (const fact of [
      target.authUrl,
      target.services.compute?.endpoint ?? expect.unreachable(),
      target.project ?? '',
      validUntil,
    ]) {
      expect(page).toContain(fact)
      expect(stdout).toContain(fact)
    }
    expect(page).toContain('Not applicable: the cloud has shown')
  })

  it('is compared with the target and the keys that are expected', async () => {
    const { certificate } = await verified()
    const authUrl = certificate?.target.authUrl ?? ''
    const right = await attestVerify(bundle, { expectTarget: authUrl })
    expect(right.code, right.stdout).toBe(0)
    const other = await attestVerify(bundle, {
      expectTarget: 'https://other.example:5000/v3',
    })
    expect(other.stdout).toMatch(/^NOT VERIFIED {2}it is about .*other\.example.*expected\n$/)
    expect(other.code).toBe(1)
    const key = await attestVerify(bundle, { expectKey: [`sha256:${'0'.repeat(64)}`] })
    expect(key.stdout).toMatch(
      /^NOT VERIFIED .* has shown no key at all, which was not expected\n$/,
    )
    expect(key.code).toBe(1)
    await expect(attestVerify(bundle, { expectTarget: 'other' })).rejects.toThrow('--expect-target')
  })

  it('expires, and then it is no longer confirmed', async () => {
    const { certificate } = await verified()
    const last = Date.parse(certificate?.lastRequestAt ?? '')
    expect(Date.parse(certificate?.validUntil ?? '') - last).toBe(30 * 86_400_000)
    const until = (ms: number) =>
      reissue(bundle, journalIn(bundle), {
        key: operator.privateKey,
        folder,
        validUntil: new Date(last + ms).toISOString(),
      })
    const over = await attestVerify(await until(1))
    expect(over.stdout).toMatch(
      /^EXPIRED {2}reference \(region RegionOne\) was conformant .* was valid until \S+\n$/,
    )
    expect(over.code).toBe(1)
    const json = await attestVerify(await until(1), { json: true })
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, expired: true })
    for (const ms of [0, 2000 * 86_400_000]) {
      const { ok, difference } = await verified(await until(ms))
      expect([ok, difference]).toEqual([false, expect.stringContaining('claims to be valid until')])
    }
  })

  it('has the same end on its page and in its statement', async () => {
    const files = filesIn(bundle)
    const page = Buffer.from(files.get(BUNDLED.certificate) ?? '').toString('utf8')
    const { certificate } = await verified()
    const validUntil = certificate?.validUntil ?? ''
    const later = new Date(Date.parse(validUntil) + 86_400_000).toISOString()
    files.set(BUNDLED.certificate, Buffer.from(page.replaceAll(validUntil, later)))
    const subjects = EVIDENCE.map((name) => {
      const bytes = files.get(name) ?? new Uint8Array()
      return subjectOf(bytes, pack(name, bytes))
    })
    for (const name of [BUNDLED.testResult, BUNDLED.conformance]) {
      const { predicateType, predicate } = readIn(bundle, name)
      const payload = statement(subjects, predicateType, predicate)
      files.set(name, Buffer.from(JSON.stringify(seal(PAYLOAD_TYPE, payload, operator.privateKey))))
    }
    const path = join(folder, 'other-end.zip')
    writeBundle(path, files)
    expect((await verified(path)).difference).toBe('certificate.html is not what the journal says')
  })

  it('can be signed by more keys, and each can be required', async () => {
    const path = join(folder, 'both.zip')
    const key = join(folder, 'certifier.pem')
    cpSync(bundle, path)
    writeFileSync(key, certifier.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    expect(await verified(path, certifier.publicKey)).toMatchObject({ ok: false })
    await signBundle(path, key, [operator.publicKey])
    expect(await verified(path, certifier.publicKey, operator.publicKey)).toMatchObject({
      ok: true,
    })
  })
})

describe('attest sign', () => {
  const sign = (path: string, ...keys: readonly KeyObject[]) => {
    const key = join(folder, 'certifier.pem')
    writeFileSync(key, certifier.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    return signBundle(path, key, keys.length === 0 ? [operator.publicKey] : keys)
  }
  const refused = async (path: string, line: string) => {
    const before = readFileSync(path)
    await expect(sign(path)).rejects.toThrow(`was not signed, because it does not verify: ${line}`)
    expect(readFileSync(path)).toEqual(before)
  }

  it('does not sign a bundle that attest verify refuses, even if it is signed', async () => {
    const path = await resigned(
      answering(act('block-storage.create', 200), (text) =>
        text.replace('"status":200', '"status":202'),
      ),
    )
    await refused(path, 'line ')
  })

  it('does not sign what the trusted keys have not signed', async () => {
    const path = join(folder, 'unknown.zip')
    cpSync(bundle, path)
    await expect(sign(path, certifier.publicKey)).rejects.toThrow('has no valid signature of')
  })

  it.each<[string, string, (text: string) => string, string]>([
    [
      'payload',
      'text/plain',
      String,
      'has a payload of type "text/plain": expected application/vnd.in-toto+json',
    ],
    [
      'statement',
      PAYLOAD_TYPE,
      (text) => text.replace('urn:attest:conformance', 'urn:other:conformance'),
      'holds no statement of type urn:attest:conformance',
    ],
    [
      'predicate',
      PAYLOAD_TYPE,
      (text) => text.replace('"requirements":[', '"more":1,"requirements":['),
      'claims what the journal does not say',
    ],
  ])('does not sign another %s', async (what, type, change, line) => {
    const files = filesIn(bundle)
    const text = Buffer.from(files.get(BUNDLED.conformance) ?? '').toString('utf8')
    const payload = payloadOf(envelopeSchema.parse(JSON.parse(text))).toString('utf8')
    const sealed = seal(type, Buffer.from(change(payload)), operator.privateKey)
    const path = join(folder, `other-${what}.zip`)
    writeBundle(path, files.set(BUNDLED.conformance, Buffer.from(JSON.stringify(sealed))))
    await refused(path, `${BUNDLED.conformance} ${line}`)
  })
})

describe('a bundle with some bytes changed', () => {
  it('is never verified, and is refused in one line, wherever they are', async () => {
    const valid = readFileSync(bundle)
    const place = fc.nat({ max: valid.length - 1 })
    const path = join(folder, 'mutated.zip')
    await fc.assert(
      fc.asyncProperty(place, fc.nat(3), fc.uint8Array({ maxLength: 3 }), async (at, drop, add) => {
        const bytes = Buffer.concat([valid.subarray(0, at), add, valid.subarray(at + drop)])
        fc.pre(!bytes.equals(valid))
        writeFileSync(path, bytes)
        const said = await verified(path).then(
          ({ ok, difference }) => (ok ? 'verified' : difference),
          (error: Error) => (error.name === 'AttestationError' ? error.message : error.stack),
        )
        expect(said).not.toBe('verified')
        expect(said).not.toContain('\n')
      }),
      { numRuns: 300 },
    )
  })
})

describe('a bundle with one changed character in an answer', () => {
  it('is refused at every place, even when all else was made again and signed', async () => {
    const journal = journalIn(bundle)
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), async (answer, character, other) => {
        const changed = changeCharacter(journal, { answer, character, other })
        const path = await reissue(bundle, changed.journal, { key: operator.privateKey, folder })
        const { ok, difference } = await verified(path)
        expect(ok, changed.place).toBe(false)
        expect(difference).toMatch(new RegExp(`line ${changed.line}\\b|:${changed.line}:`))
        rmSync(path)
      }),
      { numRuns: 40 },
    )
  })

  it('is refused by the digest that the run printed, even when the chain was made again', async () => {
    const head = linkIn(journalIn(bundle).trimEnd().split('\n').at(-1) ?? '')
    const path = await resigned((events) =>
      events.map((event) =>
        event.type === 'run-finished' ? { ...event, wallMs: event.wallMs + 1 } : event,
      ),
    )
    expect(await verifyBundle(bundle, [operator.publicKey], head)).toMatchObject({ ok: true })
    expect(await verifyBundle(path, [operator.publicKey])).toMatchObject({ ok: true })
    expect((await verifyBundle(path, [operator.publicKey], head)).difference).toContain(
      'the journal never ended in',
    )
  })
})

describe('a bundle that was changed and signed again is refused', () => {
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
      answering(shownIn('block-storage.show:200:reserved'), (text) =>
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
      'a duplicated exchange',
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
      'a promise that is missing in the plan',
      (events) => {
        const gone = events.find((event) => event.type === 'planned')?.cases[0]?.id
        return events
          .filter((event) => !('case' in event) || event.case !== gone || 'key' in event)
          .map((event) =>
            event.type === 'planned'
              ? { ...event, of: (event.of ?? 0) - 1, cases: event.cases.slice(1) }
              : event,
          )
      },
      'the plan lacks',
    ],
    [
      'a plan that is shorter than its recorded length',
      (events) =>
        events.map((event) =>
          event.type === 'planned' ? { ...event, of: (event.of ?? 0) + 1 } : event,
        ),
      'ends within its plan',
    ],
    [
      'a feature that is recorded as absent',
      (events) =>
        events.map((event) =>
          event.type === 'run-basis'
            ? {
                ...event,
                basis: {
                  ...event.basis,
                  target: {
                    ...event.basis.target,
                    features: {
                      ...event.basis.target.features,
                      'multiattach-type': { available: false, declaredAbsent: true, why: '-' },
                    },
                  },
                },
              }
            : event,
        ),
      'target.features.multiattach-type.available does not follow from the answers of discovery',
    ],
    [
      'an origin that is not recorded',
      (events) => events.filter(({ type }) => type !== 'origin-seen'),
      'the journal does not say how http://127.0.0.1',
    ],
    [
      'a certificate where plain HTTP was used',
      (events) =>
        events.map((event) =>
          event.type === 'origin-seen' ? { ...event, certificate: FORGED } : event,
        ),
      'is said to have shown a certificate',
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
    expect(await wrong(await resigned(change))).toContain(message)
  })

  it('when it was signed by a key that is not trusted', async () => {
    expect((await verified(bundle, certifier.publicKey)).difference).toContain(
      'has no valid signature',
    )
  })

  it('when a file was changed without signing again', async () => {
    const path = join(folder, 'unsigned.zip')
    const badge = Buffer.from('<svg/>')
    writeBundle(path, filesIn(bundle).set(BUNDLED.badge, badge))
    expect(await wrong(path)).toBe('badge.svg is not the file that was signed')
  })

  it('but not when nothing was changed', async () => {
    expect(await wrong(await resigned((events) => events))).toBeUndefined()
  })
})

describe('what cannot be certified', () => {
  it('is a run of another profile', async () => {
    await expect(
      certifyRun(run, parseProfile('block-storage-3.69..3.70'), operator.privateKey, TERMS),
    ).rejects.toThrow('the plan')
  })

  it('is no bundle', () => {
    expect(() => readBundle(join(packageRoot, 'package.json'))).toThrow(
      'is no bundle of attest certify',
    )
  })

  it('is signed over exactly the files that it has', () => {
    const names = z.array(z.string()).parse([...readBundle(bundle).keys()])
    expect(names.sort()).toEqual(Object.values(BUNDLED).sort())
  })
})
