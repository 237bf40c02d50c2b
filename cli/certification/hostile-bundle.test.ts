import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archiveOf, type Bundle, type PackedFile, pack } from '../../src/attestation/bundle.ts'
import { BUNDLED, EVIDENCE } from '../../src/attestation/bundled.ts'
import { seal } from '../../src/attestation/dsse.ts'
import { readBundle } from '../../src/attestation/read-bundle.ts'
import { PAYLOAD_TYPE, statement, subjectOf } from '../../src/attestation/statement.ts'
import { unpack } from '../../src/attestation/unpack.ts'
import { closing, encoded, localHeader } from '../../src/attestation/zip-frame.ts'
import { openStatement } from './open-statement.ts'

const operator = generateKeyPairSync('ed25519')
const TYPE = 'urn:example:type'
const CONTENT = new Map<string, Buffer>(
  EVIDENCE.map((name, at) => [name, Buffer.from(`${name} `.repeat(at * 40))]),
)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-hostile-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Sealing {
  readonly payloadType?: string
  readonly statement?: (text: string) => string
  readonly envelope?: (text: string) => string
}

/** A bundle that is correct except for what the options change; the trusted key signs it. */
function bundleWith(change: Sealing = {}): Map<string, PackedFile> {
  const evidence = [...CONTENT].map(([name, bytes]) => pack(name, bytes))
  const subjects = evidence.map((file) => subjectOf(CONTENT.get(file.name) ?? Buffer.of(), file))
  const text = statement(subjects, TYPE, { a: 1 }).toString()
  const payload = Buffer.from((change.statement ?? String)(text))
  const envelope = JSON.stringify(
    seal(change.payloadType ?? PAYLOAD_TYPE, payload, operator.privateKey),
  )
  const sealed = Buffer.from((change.envelope ?? String)(envelope))
  const envelopes = [BUNDLED.testResult, BUNDLED.conformance].map((name) => pack(name, sealed))
  return new Map([...envelopes, ...evidence].map((file) => [file.name, file]))
}

/** Any files in one archive, in the form of a bundle. */
function zipOf(files: readonly PackedFile[]): Buffer {
  return Buffer.concat([
    ...files.flatMap((file) => [encoded(localHeader(file)), file.packed]),
    ...closing(files).map(encoded),
  ])
}

/**
 * The result for an archive: `opened` when it is signed and each file is as signed; otherwise the
 * error.
 */
async function saidOf(bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'x.zip')
  writeFileSync(path, bytes)
  let bundle: Bundle
  try {
    bundle = readBundle(path)
  } catch (error) {
    if (error instanceof Error && error.name === 'AttestationError') return error.message
    throw error
  }
  for (const name of [BUNDLED.testResult, BUNDLED.conformance]) {
    const opened = openStatement(bundle, name, TYPE, [operator.publicKey])
    if (typeof opened === 'string') return opened
    for (const { name: file, digest } of opened.subject) {
      const found = bundle.get(file)
      if (found === undefined) return `no ${file}`
      try {
        if ((await unpack(found)) !== digest.sha256) return `${file} is another`
      } catch (error) {
        if (error instanceof Error && error.name === 'UnpackError') return error.message
        throw error
      }
    }
  }
  return 'opened'
}

const files = [...bundleWith().values()]
const valid = zipOf(files)
const patched = (at: number, ...bytes: readonly number[]): Buffer => {
  const copy = Buffer.from(valid)
  copy.set(bytes, at)
  return copy
}
const placeOf = (name: string, nth: number): number => {
  let at = -1
  for (let count = 0; count < nth; count += 1) at = valid.indexOf(name, at + 1, 'latin1')
  return at
}
// Of the third file: its local header begins 30 bytes before its name, its entry in the directory
// 46.
const local = placeOf(BUNDLED.journal, 1) - 30
const entry = valid.lastIndexOf(BUNDLED.journal, undefined, 'latin1') - 46
const named = (name: string): PackedFile => ({ ...pack(BUNDLED.badge, Buffer.from('x')), name })
const instead = (name: string): Buffer =>
  zipOf(files.map((file) => (file.name === BUNDLED.badge ? { ...file, name } : file)))

describe('a bundle with exactly its files', () => {
  it('is opened as it was made', async () => {
    expect(await saidOf(valid)).toBe('opened')
    expect(archiveOf(bundleWith())).toEqual(valid)
  })

  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.of(), 'is no bundle of attest certify'],
    ['a text', Buffer.from('no archive at all'), 'is no bundle of attest certify'],
    ['one file more', zipOf([...files, named('more')]), 'has a file "more", which does not belong'],
    ['one file less', zipOf(files.slice(0, 5)), 'is damaged, or lacks badge.svg'],
    ['one file twice', zipOf([...files, named('badge.svg')]), 'has badge.svg twice'],
    ['another case', instead('Badge.svg'), 'has a file "Badge.svg": expected badge.svg'],
    ['a path upwards', instead('../badge.svg'), '"../badge.svg", which points out of the bundle'],
    ['an absolute path', instead('/etc/passwd'), '"/etc/passwd", which points out of the bundle'],
    ['a backslash', instead('a\\b'), '"a\\\\b", which points out of the bundle'],
    ['a drive', instead('C:b'), '"C:b", which points out of the bundle'],
    [
      'another order',
      zipOf(files.toReversed()),
      'has badge.svg where test-result.dsse.json belongs',
    ],
    ['the order of an earlier version', zipOf(files.slice(2)), 'of an earlier version of Attest'],
    [
      'a local header with another size',
      patched(local + 22, 9),
      'journal.ndjson: in the directory, the size is',
    ],
    [
      'a directory with another name',
      patched(entry + 46, 0x78),
      'journal.ndjson: in the directory, the name is "xournal.ndjson"',
    ],
    ['an entry that lies on another', patched(entry + 42, 0, 0, 0, 0), 'the offset is 0'],
    [
      'a gap',
      Buffer.concat([valid.subarray(0, local), Buffer.alloc(4), valid.subarray(local)]),
      'is damaged, or lacks journal.ndjson',
    ],
    ['bytes before it', Buffer.concat([Buffer.from('MZ'), valid]), 'it begins in another way'],
    ['bytes after it', Buffer.concat([valid, Buffer.from('more')]), 'has 4 bytes after its end'],
    [
      'a comment',
      Buffer.concat([patched(valid.length - 2, 2), Buffer.from('hi')]),
      'the length of a comment is 2, expected 0',
    ],
    ['encryption', patched(local + 6, 1), 'the word of flags (encryption and others) is 1'],
    ['a data descriptor', patched(local + 6, 8), 'the word of flags (encryption and others) is 8'],
    ['another compression', patched(local + 8, 99), 'the compression is 99, expected 8'],
    ['no compression', patched(local + 8, 0), 'the compression is 0, expected 8'],
    ['ZIP64', patched(local + 28, 20), 'the length of extra fields is 20'],
    [
      'a size beyond all bounds',
      patched(local + 22, 0xff, 0xff, 0xff, 0xff),
      'journal.ndjson has 4294967295 bytes: expected at most 1073741824',
    ],
    ['a packed size beyond its end', patched(local + 20, 0xff), 'is cut off within journal.ndjson'],
    ['no end', valid.subarray(0, -15), 'it ends too early'],
    [
      'another CRC in both headers',
      zipOf(files.map((file) => ({ ...file, crc: (file.crc ^ 1) >>> 0 }))),
      'journal.ndjson has another CRC-32',
    ],
    [
      'another packing of the same bytes',
      zipOf(files.map((file) => ({ ...file, ...repacked(file) }))),
      'results.json is not the file that was signed',
    ],
  ])('and is refused with %s', async (_, bytes, line) => {
    expect(await saidOf(bytes)).toContain(line)
  })

  it.each<[string, Sealing, string]>([
    [
      'a key twice in an envelope',
      { envelope: (text) => text.replace('{', '{"payloadType":"other",') },
      'test-result.dsse.json is not JSON as Attest writes it: each key once',
    ],
    [
      'a space in an envelope',
      { envelope: (text) => `${text} ` },
      'is not JSON as Attest writes it',
    ],
    [
      'an unknown field in an envelope',
      { envelope: (text) => text.replace('{', '{"more":1,') },
      'is no envelope (at its top: Unrecognized key: "more")',
    ],
    [
      'an unknown type of payload',
      { payloadType: 'text/plain' },
      'has a payload of type "text/plain": expected application/vnd.in-toto+json',
    ],
    [
      'a signature under another id',
      { envelope: (text) => text.replace(/"keyid":"sha256:..../, '"keyid":"sha256:0000') },
      'has no valid signature of sha256:',
    ],
    [
      'a duplicated signature',
      { envelope: (text) => text.replace(/"signatures":\[(.*)\]/, '"signatures":[$1,$1]') },
      'expected one signature of each key',
    ],
    [
      'a signature in another spelling of base64',
      { envelope: (text) => text.replace('=="}]', '="}]') },
      'expected base64',
    ],
    [
      'a key twice in a statement',
      { statement: (text) => text.replace('{', '{"predicateType":"other",') },
      'holds no statement of type',
    ],
    [
      'an unknown field in a statement',
      { statement: (text) => text.replace('{', '{"more":1,') },
      'holds no statement of type',
    ],
    [
      'a statement about another file',
      { statement: (text) => text.replace(BUNDLED.badge, 'other.svg') },
      'does not cover the files of a certificate',
    ],
    [
      'a statement that names another size',
      { statement: (text) => text.replace(/"size":\d/, '"size":9') },
      'journal.ndjson is not the file that was signed',
    ],
  ])('and is refused with %s, even if it is signed', async (_, change, line) => {
    expect(await saidOf(archiveOf(bundleWith(change)))).toContain(line)
  })

  it('is refused after any random change', async () => {
    const place = fc.nat({ max: valid.length - 1 })
    const change = fc.oneof(
      fc.record({ at: place, drop: fc.nat(40), add: fc.uint8Array({ maxLength: 40 }) }),
      fc.record({
        at: place,
        drop: fc.constant(1),
        add: fc.uint8Array({ minLength: 1, maxLength: 1 }),
      }),
      // A part of it again, at another place.
      fc.tuple(place, place, fc.nat(200), fc.nat(200)).map(([at, from, length, drop]) => ({
        at,
        drop,
        add: new Uint8Array(valid.subarray(from, from + length)),
      })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const bytes = changes.reduce(
          (before: Buffer, { at, drop, add }) =>
            Buffer.concat([before.subarray(0, at), add, before.subarray(at + drop)]),
          valid,
        )
        fc.pre(!bytes.equals(valid))
        const said = await saidOf(bytes)
        expect(said).not.toBe('opened')
        expect(said).not.toContain('\n')
      }),
      { numRuns: 1000 },
    )
  })
})

/** The same bytes in uncompressed blocks. */
function repacked({ name, method, packed }: PackedFile) {
  if (name !== BUNDLED.results) return { method, packed }
  const bytes = CONTENT.get(name) ?? Buffer.of()
  const head = Buffer.from([1, 0, 0, 0, 0])
  head.writeUInt16LE(bytes.length, 1)
  head.writeUInt16LE(~bytes.length & 0xffff, 3)
  const stored = Buffer.concat([head, bytes])
  return { packed: stored, packedSize: stored.length }
}

describe('reading a bundle takes limited time and memory', () => {
  it('when its entries overlap, or are too many', async () => {
    const block = Buffer.alloc(8_400_000, 0x50)
    const one = { ...pack(BUNDLED.testResult, Buffer.of()), packed: block }
    const overlapping = { ...one, size: block.length, packedSize: block.length }
    const before = process.memoryUsage().rss
    const said = await saidOf(
      Buffer.concat([
        encoded(localHeader(overlapping)),
        block,
        ...closing(Array.from({ length: 100 }, () => overlapping)).map(encoded),
      ]),
    )
    expect(said).toContain('test-result.dsse.json has 8400000 bytes: expected at most 8388608')
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  it('when it is too large to be a bundle, or no file', () => {
    const path = join(folder, 'large.zip')
    writeFileSync(path, '')
    truncateSync(path, 513 * 2 ** 20)
    expect(() => readBundle(path)).toThrow('cannot be read (larger than 512 MiB)')
    expect(() => readBundle(folder)).toThrow('cannot be read (EISDIR)')
  })

  it('when it unpacks to more than is signed: unpacking stops at the signed size', async () => {
    const bomb = pack(BUNDLED.journal, Buffer.alloc(50_000_000))
    expect(bomb.packedSize).toBeLessThan(60_000)
    const target = join(folder, 'bomb')
    await expect(unpack({ ...bomb, size: 1000 }, target)).rejects.toThrow(
      'journal.ndjson unpacks to more than its 1000 bytes',
    )
  })

  it.each<[string, (file: PackedFile) => PackedFile, string]>([
    [
      'less than the signed size',
      (file) => ({ ...file, size: file.size + 1 }),
      'unpacks to 200 of its 201',
    ],
    [
      'bytes after the packed data',
      (file) => ({ ...file, packed: Buffer.concat([file.packed, Buffer.from('hidden')]) }),
      'has bytes after the end of what is packed',
    ],
    [
      'no packed bytes at all',
      (file) => ({ ...file, packed: Buffer.from('hello') }),
      'cannot be unpacked: what is packed is damaged',
    ],
  ])('and the error is one line for %s', async (_, change, line) => {
    await expect(unpack(change(pack(BUNDLED.journal, Buffer.alloc(200))))).rejects.toThrow(line)
  })

  it('and an error about missing room says how much is needed', async () => {
    const file = pack(BUNDLED.journal, Buffer.alloc(200))
    await expect(unpack(file, join(folder, 'none', 'x'))).rejects.toThrow(
      'cannot be written (ENOENT): journal.ndjson needs 200 bytes in the temporary folder',
    )
  })
})
