import type { RunVerdict } from '../../src/judge/verdict.ts'

export const EXIT = {
  conformant: 0,
  nonConformant: 1,
  /** Wrong usage, configuration or credentials, or a target that cannot be reached. */
  couldNotRun: 2,
  inconclusive: 3,
  interrupted: 130,
} as const

const BY_VERDICT: Readonly<Record<RunVerdict, number>> = {
  conformant: EXIT.conformant,
  'non-conformant': EXIT.nonConformant,
  inconclusive: EXIT.inconclusive,
}

export function exitCodeOf(verdict: RunVerdict, interrupted: boolean): number {
  return interrupted ? EXIT.interrupted : BY_VERDICT[verdict]
}
