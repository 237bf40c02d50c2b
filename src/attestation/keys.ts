import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readInputFile } from '../input-file.ts'
import { AttestationError } from './attestation-error.ts'

const LARGEST_KEY = 64 * 1024

const MAKE_ONE = 'openssl genpkey -algorithm ed25519 -out key.pem makes one'

/** Reads an Ed25519 private key in PEM. Throws {@link AttestationError}. */
export function readPrivateKey(path: string): KeyObject {
  return readKey(path, createPrivateKey, 'private', MAKE_ONE)
}

/** Reads an Ed25519 public key in PEM. Throws {@link AttestationError}. */
export function readPublicKey(path: string): KeyObject {
  return readKey(
    path,
    createPublicKey,
    'public',
    'openssl pkey -in key.pem -pubout -out key.pub makes it of a private key',
  )
}

/** `sha256:<hex>` of the public key; a private key gives the id of its public key. */
export function keyId(key: KeyObject): string {
  const spki = (key.type === 'private' ? createPublicKey(key) : key).export({
    type: 'spki',
    format: 'der',
  })
  return `sha256:${createHash('sha256').update(spki).digest('hex')}`
}

function readKey(
  path: string,
  parse: (pem: string) => KeyObject,
  kind: 'private' | 'public',
  advice: string,
): KeyObject {
  let pem: string
  try {
    // A key may come through a pipe, so that it is never stored on a disk.
    pem = readInputFile(path, LARGEST_KEY, { pipe: true }).toString('utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    throw new AttestationError(path, `cannot be read (${code}): expected a ${kind} key; ${advice}`)
  }
  // Node would derive the public key from a private one. A file with a private key is refused here,
  // because a user who only verifies should not need a file that must stay secret.
  if (kind === 'public' && pem.includes('PRIVATE KEY')) {
    throw new AttestationError(path, `is a private key: expected the public one; ${advice}`)
  }
  let key: KeyObject
  try {
    key = parse(pem)
  } catch {
    throw new AttestationError(path, `is no ${kind} key in PEM; ${advice}`)
  }
  if (key.asymmetricKeyType === 'ed25519') return key
  throw new AttestationError(
    path,
    `is a key of ${key.asymmetricKeyType}: expected Ed25519; ${advice}`,
  )
}
