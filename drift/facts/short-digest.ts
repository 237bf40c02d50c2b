import { createHash } from 'node:crypto'

/** 16 hexadecimal digits of a text's SHA-256, the same however its words are broken into lines. */
export function shortDigest(text: string): string {
  const words = text.trim().replaceAll(/\s+/g, ' ')
  return createHash('sha256').update(words).digest('hex').slice(0, 16)
}
