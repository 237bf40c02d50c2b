import { createHash } from 'node:crypto'

/** The SHA-256 of a text or bytes, in hexadecimal digits: the name of a file in `data/`. */
export function contentDigest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** JSON as it is kept: the same value has the same bytes wherever it is made. */
export function keptJson(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
