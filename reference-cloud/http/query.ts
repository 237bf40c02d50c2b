/** A query string: its pairs in order, and whether its bytes were UTF-8. */
export interface Query {
  readonly pairs: ReadonlyArray<readonly [string, string]>
  readonly utf8: boolean
  readonly raw: string
}

const strict = new TextDecoder('utf-8', { fatal: true })

function isUtf8(raw: string): boolean {
  const bytes: number[] = []
  for (let at = 0; at < raw.length; at++) {
    const escaped = /^%([0-9a-f]{2})/i.exec(raw.slice(at, at + 3))?.[1]
    if (escaped !== undefined) {
      bytes.push(Number.parseInt(escaped, 16))
      at += 2
    } else {
      bytes.push(raw.charCodeAt(at) & 0x7f)
    }
  }
  try {
    strict.decode(Uint8Array.from(bytes))
    return true
  } catch {
    return false
  }
}

export function readQuery(raw: string): Query {
  return { pairs: [...new URLSearchParams(raw)], utf8: isUtf8(raw), raw }
}

export function allOf(query: Query, key: string): string[] {
  return query.pairs.filter(([name]) => name === key).map(([, value]) => value)
}

export function firstOf(query: Query, key: string): string | undefined {
  return query.pairs.find(([name]) => name === key)?.[1]
}
