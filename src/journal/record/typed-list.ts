type Numbers = Float64Array | Uint32Array | Int32Array

/** A growing list of numbers in a typed array, which takes no more memory than the numbers. */
export class TypedList<T extends Numbers> {
  #numbers: T
  #length = 0
  readonly #make: (length: number) => T

  constructor(make: (length: number) => T) {
    this.#make = make
    this.#numbers = make(1024)
  }

  get length(): number {
    return this.#length
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const longer = this.#make(Math.ceil(this.#length * 1.5))
      longer.set(this.#numbers)
      this.#numbers = longer
    }
    this.#numbers[this.#length++] = number
  }

  /** Throws RangeError for a position beyond the end. */
  at(index: number): number {
    const number = index < this.#length ? this.#numbers[index] : undefined
    if (number === undefined) throw new RangeError(`there is no number ${index}`)
    return number
  }

  set(index: number, number: number): void {
    if (index >= this.#length) throw new RangeError(`there is no number ${index}`)
    this.#numbers[index] = number
  }
}
