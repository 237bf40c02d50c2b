import { InvalidArgumentError } from 'commander'

/** Reads an option's whole number above 0. Throws InvalidArgumentError. */
export function asCount(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new InvalidArgumentError('Expected a whole number above 0.')
}
