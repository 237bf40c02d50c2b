/** The length of a window: texts are searched for secrets by pieces of this many characters. */
export const WINDOW = 8

/** A rolling hash of the last {@link WINDOW} characters: earlier ones are shifted out of its 32 bits. */
export function nextHash(hash: number, character: number): number {
  return (hash << 4) ^ character
}

/** A Bloom filter of windows by their hashes: false positives are rare, and there are no false negatives. */
export class WindowFilter {
  readonly #shift: number
  readonly #bytes: Uint8Array

  /** The filter has 2 to the power of `bits` bits. */
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

/** The hash of a window, as {@link nextHash} gives it after the window's last character. */
export function hashOf(window: string): number {
  let hash = 0
  for (let at = 0; at < window.length; at += 1) hash = nextHash(hash, window.charCodeAt(at))
  return hash
}
