import {
  compareMicroversions,
  intersect,
  isWithin,
  type Microversion,
  type MicroversionRange,
  nextMicroversion,
  previousMicroversion,
} from '../openapi/microversion.ts'

/** Which microversions of a requirement's range are run. */
export type Selection =
  /** First, last, and both sides of every change of the operation. */
  | { readonly kind: 'changes' }
  /** First and last. */
  | { readonly kind: 'edges' }
  | { readonly kind: 'all' }
  | { readonly kind: 'listed'; readonly versions: readonly Microversion[] }

/**
 * The microversions at which a requirement is tested, oldest first. Empty when its range has nothing
 * in common with the target's.
 */
export function pickMicroversions(
  selection: Selection,
  range: MicroversionRange,
  offered: Required<MicroversionRange>,
  changes: readonly Microversion[],
): Microversion[] {
  const common = intersect(range, offered)
  if (common?.min === undefined || common.max === undefined) return []
  const { min, max } = common
  const picked = candidates(selection, { min, max }, changes)
  return [...new Set(picked)]
    .filter((version) => isWithin(version, common))
    .sort(compareMicroversions)
}

function candidates(
  selection: Selection,
  { min, max }: Required<MicroversionRange>,
  changes: readonly Microversion[],
): Microversion[] {
  switch (selection.kind) {
    case 'edges':
      return [min, max]
    case 'changes':
      return [
        min,
        max,
        ...changes.flatMap((change) => [previousMicroversion(change) ?? change, change]),
      ]
    case 'listed':
      return [...selection.versions]
    case 'all': {
      const all = [min]
      for (let version = min; version !== max; ) {
        version = nextMicroversion(version)
        all.push(version)
      }
      return all
    }
  }
}
