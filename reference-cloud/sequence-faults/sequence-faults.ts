import type { SequenceFault } from './fault.ts'
import { EVERY_NTH } from './table/every-nth.ts'
import { GHOSTS } from './table/ghosts.ts'
import { LEAKS } from './table/leaks.ts'
import { LOST_UPDATES } from './table/lost-updates.ts'
import { RACES } from './table/races.ts'
import { REFUSED_EFFECTS } from './table/refused-effects.ts'
import { REPEATED } from './table/repeated.ts'
import { SWAPS } from './table/swaps.ts'
import { UPSTREAM } from './table/upstream.ts'

const TABLE = {
  ...UPSTREAM,
  ...RACES,
  ...REFUSED_EFFECTS,
  ...LOST_UPDATES,
  ...GHOSTS,
  ...REPEATED,
  ...LEAKS,
  ...EVERY_NTH,
  ...SWAPS,
} as const

/** The name of a fault that shows only where calls meet or follow each other. */
export type SequenceFaultId = keyof typeof TABLE

/**
 * What a cloud can do wrong where calls meet or follow each other. Single promises, with one call
 * each, are in `cloud-faults.ts`.
 */
export const SEQUENCE_FAULTS: Readonly<Record<SequenceFaultId, SequenceFault>> = TABLE

export function isSequenceFault(name: string): name is SequenceFaultId {
  return Object.hasOwn(SEQUENCE_FAULTS, name)
}
