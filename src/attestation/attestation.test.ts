import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cosign, envelopeSchema, isSignedBy, payloadOf, seal } from './dsse.ts'
import { keyId, readPrivateKey, readPublicKey } from './keys.ts'

const mine = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-keys-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Buffer | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const privatePem = (key = mine.privateKey) => key.export({ type: 'pkcs8', format: 'pem' })
const publicPem = (key = mine.publicKey) => key.export({ type: 'spki', format: 'pem' })

describe('an envelope', () => {
  it('is signed by its key and by no other, whatever its content', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, type) => {
        const sealed = seal(type, Buffer.from(bytes), mine.privateKey)
        expect(isSignedBy(sealed, mine.publicKey)).toBe(true)
        expect(isSignedBy(sealed, other.publicKey)).toBe(false)
        expect(payloadOf(sealed)).toEqual(Buffer.from(bytes))
      }),
      { numRuns: 20 },
    )
  })

  it('has no valid signature after its type, its payload or its signature was changed', () => {
    const sealed = seal('a', Buffer.from('payload'), mine.privateKey)
    const [first] = sealed.signatures
    const sig = Buffer.from(first?.sig ?? '', 'base64')
    sig[0] = (sig[0] ?? 0) ^ 1
    expect(isSignedBy({ ...sealed, payloadType: 'b' }, mine.publicKey)).toBe(false)
    expect(isSignedBy({ ...sealed, payload: 'cGF5bG9hZA' }, mine.publicKey)).toBe(true)
    expect(isSignedBy({ ...sealed, payload: 'cGF5bG9hZDI=' }, mine.publicKey)).toBe(false)
    const forged = {
      ...sealed,
      signatures: [{ keyid: keyId(mine.publicKey), sig: sig.toString('base64') }],
    }
    expect(isSignedBy(forged, mine.publicKey)).toBe(false)
  })

  it('accepts more signatures, one of each key', () => {
    const both = cosign(seal('a', Buffer.from('x'), mine.privateKey), other.privateKey)
    expect([mine, other].map(({ publicKey }) => isSignedBy(both, publicKey))).toEqual([true, true])
    expect(cosign(both, other.privateKey).signatures).toHaveLength(2)
  })

  it('has at least one signature', () => {
    expect(
      envelopeSchema.safeParse({ payloadType: 'a', payload: 'eA==', signatures: [] }).success,
    ).toBe(false)
  })
})

describe('a key', () => {
  it('is identified by its public half', () => {
    const secret = readPrivateKey(file('a.pem', privatePem()))
    const known = readPublicKey(file('a.pub', publicPem()))
    expect(keyId(secret)).toBe(keyId(known))
    expect(keyId(known)).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it.each([
    ['that does not exist', () => readPrivateKey(join(folder, 'none')), 'cannot be read (ENOENT)'],
    ['that is a text', () => readPrivateKey(file('text', 'hello')), 'is no private key in PEM'],
    ['that is public', () => readPrivateKey(file('b', publicPem())), 'is no private key in PEM'],
    [
      'that should be public',
      () => readPublicKey(file('c', privatePem())),
      'is a private key: expected the public one',
    ],
    [
      'of another kind',
      () => readPublicKey(file('d', publicPem(rsa.publicKey))),
      'is a key of rsa: expected Ed25519',
    ],
  ])('%s is refused in one line', (_, read, message) => {
    expect(read).toThrow(message)
  })
})
