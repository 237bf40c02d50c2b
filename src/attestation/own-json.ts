/**
 * Whether a text is JSON as Attest writes it: no spaces, each key once, one spelling for each
 * value. In other spellings, readers that take the first of two equal keys and readers that take
 * the last would see different documents.
 */
export function isOwnJson(text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === text
  } catch {
    return false
  }
}

/** The parsed document, if {@link isOwnJson} is true for the text. */
export function readOwnJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    return Buffer.from(JSON.stringify(value)).equals(bytes) ? value : undefined
  } catch {
    return undefined
  }
}
