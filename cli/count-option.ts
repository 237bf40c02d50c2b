import { InvalidArgumentError } from 'commander'

/** Reads the whole number above 0 that an option wants. Throws InvalidArgumentError. */
export function asCount(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new InvalidArgumentError('Expected a whole number above 0.')
}
