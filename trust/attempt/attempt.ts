import type { PlannedCase } from '../../src/plan/case.ts'
import type { Fault } from '../fault.ts'
import { partOf } from '../parts.ts'
import type { Result } from '../workers/task.ts'
import { usualBudget } from './budgets.ts'
import { chooseCases, REACHES, type Reach, violates } from './choose-cases.ts'
import type { GivenCloud } from './given-cloud.ts'
import { performCases } from './perform.ts'
import { type OpenTarget, openTarget } from './target.ts'

type Attempted = Pick<Result, 'fate' | 'reach' | 'met' | 'cases'>

/** How long the target may take for a change of state; it runs in this process and is fast. */
const DEADLINE_MS = 2_500
const DEADLINE_PER_CASE_MS = 60
/** On a given cloud, the whole plan is never run for a single fault. */
const WITHOUT_WHOLE: readonly Reach[] = ['first', 'violated']

/**
 * Tries to detect a fault with a part of the plan, and with more of it as long as nothing fails.
 * The fault counts as killed only if a requirement that it violates has failed.
 */
export async function attempt(
  fault: Fault,
  given?: GivenCloud,
  reaches: readonly Reach[] = given === undefined ? REACHES : WITHOUT_WHOLE,
): Promise<Attempted> {
  let last: Attempted | undefined
  for (const reach of reaches) {
    last = await attemptWith(fault, reach, given, (target) =>
      chooseCases(fault, target.target, reach),
    )
    if (last.fate === 'killed') break
  }
  if (last === undefined) throw new TypeError('an attempt has one reach at least')
  return last
}

/** Tries to detect a fault with cases that are chosen when the target is known. */
export async function attemptWith(
  fault: Fault,
  reach: Reach,
  given: GivenCloud | undefined,
  choose: (target: OpenTarget) => readonly PlannedCase[],
): Promise<Attempted> {
  const { means, release } = fault
  const { documents } = partOf(fault)
  const opened = await openTarget(
    {
      ...(given && { given }),
      ...(release !== undefined && { release }),
      ...('tamper' in means ? { tamper: means.tamper() } : { cloudFault: means.cloudFault }),
    },
    documents,
  )
  try {
    const planned = choose(opened)
    const transitionMs = DEADLINE_MS + DEADLINE_PER_CASE_MS * planned.length
    const limits = given ?? {
      deadlines: { bootMs: transitionMs, transitionMs },
      budget: usualBudget,
    }
    const cases = await performCases(opened, planned, documents, limits, given !== undefined)
    const killed = cases.some(
      ({ requirement, verdict }) => verdict === 'failed' && violates(fault, requirement),
    )
    const met = opened.met()
    const fate = killed ? 'killed' : met === 0 ? 'unmet' : 'survived'
    return { fate, reach, met, cases }
  } finally {
    await opened.close()
  }
}
