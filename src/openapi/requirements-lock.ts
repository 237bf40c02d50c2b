import type { Contracts } from './contract.ts'
import { formatRange } from './microversion.ts'
import { requirementsIn } from './requirements-in.ts'

/**
 * The text of `specs/requirements.lock`: every requirement with what its id stands for. A
 * change of a line is a change of a promise, and shows as one when it is reviewed.
 */
export function requirementsLock(contracts: Contracts): string {
  const lines = requirementsIn(contracts).map(({ id, level, range, persona, when }) =>
    [id, level, formatRange(range), persona, when].join('\t'),
  )
  return `${lines.sort().join('\n')}\n`
}
