import type { RunVerdict } from '../../src/judge/verdict.ts'

export const EXIT = {
  conformant: 0,
  nonConformant: 1,
  /** Usage, configuration, credentials, unreachable target. */
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
