import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodedBody } from './content-coding.ts'

const LIMIT = 100_000
/** Names as a header may have them, and what encodes so. */
const ENCODERS: readonly (readonly [string, (body: Buffer) => Buffer])[] = [
  ['gzip', gzipSync],
  [' X-GZip', gzipSync],
  ['deflate', deflateSync],
  ['Deflate ', deflateRawSync],
  ['br', brotliCompressSync],
  ['identity', (body) => body],
]
const codings = fc.array(fc.constantFrom(...ENCODERS), { minLength: 1, maxLength: 3 })

describe('the body of an answer', () => {
  test('is what was encoded, whatever codings its header names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), codings, async (bytes, used) => {
        const body = Buffer.from(bytes)
        const coded = used.reduce<Buffer>((sent, [, encode]) => encode(sent), body)
        expect(await decodedBody(coded, used.map(([name]) => name).join(), LIMIT)).toEqual(body)
      }),
    )
  })

  test('stays as it is where no coding is named, or nothing was sent', async () => {
    const body = gzipSync('{}')
    expect(await decodedBody(body, undefined, LIMIT)).toBe(body)
    expect(await decodedBody(Buffer.alloc(0), 'gzip', LIMIT)).toHaveLength(0)
  })

  test.each([
    ['a coding that is not known', gzipSync('{}'), 'zstd', 'undecodable'],
    ['a name of an object', gzipSync('{}'), 'constructor', 'undecodable'],
    ['what is not encoded', Buffer.from('{}'), 'gzip', 'undecodable'],
    ['a part of what was encoded', gzipSync('{}').subarray(0, 15), 'gzip', 'undecodable'],
    ['too many codings', Buffer.from('{}'), 'identity,identity,identity,identity', 'undecodable'],
    ['more than the limit', gzipSync(Buffer.alloc(LIMIT + 1)), 'gzip', 'too-large'],
    ['more than the limit of br', brotliCompressSync(Buffer.alloc(LIMIT + 1)), 'br', 'too-large'],
  ])('is given up for %s', async (_, body, coding, problem) => {
    await expect(decodedBody(body, coding, LIMIT)).rejects.toMatchObject({ problem })
  })
})
