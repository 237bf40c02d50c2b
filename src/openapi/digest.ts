import { createHash } from 'node:crypto'

/** `sha256:` and the digest of the bytes in hexadecimal. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
