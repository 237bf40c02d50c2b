import type { Fault } from '../fault.ts'
import { KINDS } from '../fault.ts'

/**
 * A fixed part of the catalogue with faults of every kind: each n-th of its kind, and at least
 * `least` of each kind that has so many.
 */
export function sampleOf(faults: readonly Fault[], size: number, least = 3): readonly Fault[] {
  return KINDS.flatMap((kind) => {
    const ofKind = faults.filter((fault) => fault.kind === kind)
    const wanted = Math.min(
      ofKind.length,
      Math.max(least, Math.round((ofKind.length / faults.length) * size)),
    )
    return Array.from(
      { length: wanted },
      (_, index) => ofKind[Math.floor((index * ofKind.length) / wanted)],
    ).filter((fault) => fault !== undefined)
  })
}
