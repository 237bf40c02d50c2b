import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import { offersAtMost } from '../../fixtures/core/definitions/permission.ts'
import { KNOWN_BUGS, type KnownBug } from '../model/known-bugs.ts'
import { TooManyPossibilitiesError } from '../search/frontier.ts'
import type { JudgedCalls } from './judge-calls.ts'
import type { BrokenRule } from './verdict.ts'

/** What the model says nothing of: answers that break a document, and devices. */
const BESIDE_THE_MODEL: readonly BrokenRule[] = ['contract', 'same-device']

/**
 * The known bugs by which a history is broken on this target: one, or as few as are needed together; none where they do
 * not explain it, or it is not broken.
 */
export function explainingBugs(
  { target }: Pick<RunContext, 'target'>,
  verdict: JudgedCalls,
  explain: (bugs: readonly KnownBug[]) => boolean,
): readonly KnownBug[] {
  if (verdict.code !== 'broken' || BESIDE_THE_MODEL.includes(verdict.rule)) return []
  const all = (Object.keys(KNOWN_BUGS) as KnownBug[]).filter((bug) => {
    const { service, upTo } = KNOWN_BUGS[bug]
    return offersAtMost(target, service, upTo)
  })
  const doExplain = (bugs: readonly KnownBug[]): boolean => {
    try {
      return explain(bugs)
    } catch (error) {
      // Nothing is known then; the rule is broken all the same.
      if (error instanceof TooManyPossibilitiesError) return false
      throw error
    }
  }
  const one = all.find((bug) => doExplain([bug]))
  if (one !== undefined) return [one]
  if (!doExplain(all)) return []
  let needed: readonly KnownBug[] = all
  for (const bug of all) {
    const fewer = needed.filter((each) => each !== bug)
    if (doExplain(fewer)) needed = fewer
  }
  return needed
}
