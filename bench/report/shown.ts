import type { Spread } from '../statistics.ts'

/** A number with three significant digits and no exponent. */
export function shown(value: number): string {
  const digits = Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
  return String(Number(digits))
}

export function shownSpread({ median, min, max }: Spread): string {
  return min === max ? shown(median) : `${shown(median)} (${shown(min)}–${shown(max)})`
}
