/** A text is looked at by so many characters at a time. */
export const WINDOW = 8

/** A hash of the last {@link WINDOW} characters: those before have left the 32 bits. */
export function nextHash(hash: number, character: number): number {
  return (hash << 4) ^ character
}

/** A set of windows that says "no" at once for nearly all that are not in it. */
export class WindowFilter {
  readonly #shift: number
  readonly #bytes: Uint8Array

  /** `bits`: the logarithm of the size. */
  constructor(bits: number) {
    this.#shift = 32 - bits
    this.#bytes = new Uint8Array(1 << (bits - 3))
  }

  add(hash: number): void {
    const bit = this.#bitOf(hash)
    this.#bytes[bit >>> 3] = (this.#bytes[bit >>> 3] ?? 0) | (1 << (bit & 7))
  }

  mayHave(hash: number): boolean {
    const bit = this.#bitOf(hash)
    return ((this.#bytes[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0
  }

  clear(): void {
    this.#bytes.fill(0)
  }

  #bitOf(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.#shift
  }
}

/** The hash of a window by itself. */
export function hashOf(window: string): number {
  let hash = 0
  for (let at = 0; at < window.length; at += 1) hash = nextHash(hash, window.charCodeAt(at))
  return hash
}
