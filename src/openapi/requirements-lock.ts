import type { Contracts } from './contract.ts'
import { formatRange } from './microversion.ts'
import { requirementsIn } from './requirements-in.ts'

/**
 * The text of `specs/requirements.lock`: a line for every requirement, with what must not change
 * under its id. A changed line in a review shows that the meaning of a requirement was changed.
 */
export function requirementsLock(contracts: Contracts): string {
  const lines = requirementsIn(contracts).map(({ id, level, range, persona, when }) =>
    [id, level, formatRange(range), persona, when].join('\t'),
  )
  return `${lines.sort().join('\n')}\n`
}
