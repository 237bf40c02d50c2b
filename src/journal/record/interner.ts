/** Returns one value for all values with the same key, so that each is in memory once. */
export class Interner<T> {
  readonly #known = new Map<string, T>()
  readonly #key: (value: T) => string

  constructor(key: (value: T) => string) {
    this.#key = key
  }

  one(value: T): T {
    const key = this.#key(value)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#known.set(key, value)
    return value
  }
}
