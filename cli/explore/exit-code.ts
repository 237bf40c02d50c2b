import type { Explored } from '../../explore/explore.ts'
import { EXIT } from '../errors/exit-codes.ts'

/**
 * The exit code of an exploration. What was found is hidden by nothing but the user's interruption: a job may
 * accept that something is left.
 */
export function exitCodeOf({ found, cutShort }: Explored, isCleanedUp: boolean): number {
  const isByUser = cutShort?.code === 'interrupted'
  if (found !== undefined && !isByUser) return EXIT.nonConformant
  if (cutShort?.code === 'lost') return EXIT.couldNotRun
  if (!isCleanedUp) return EXIT.inconclusive
  return cutShort === undefined ? EXIT.conformant : EXIT.interrupted
}
