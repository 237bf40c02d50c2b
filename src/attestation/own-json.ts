/**
 * Whether a text is JSON as Attest writes it: without spaces, each key once, nothing spelt in two ways.
 * Of what is spelt otherwise readers that take the first of two keys and readers that take the last
 * would see two documents.
 */
export function isOwnJson(text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === text
  } catch {
    return false
  }
}

/** The document, if {@link isOwnJson} is true of it. */
export function readOwnJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    return Buffer.from(JSON.stringify(value)).equals(bytes) ? value : undefined
  } catch {
    return undefined
  }
}
