import type { PersonaClouds } from '../../src/discover/open-sessions.ts'
import { contracts } from '../answers/contracts.ts'
import type { Fault } from '../fault.ts'
import { chooseCases, REACHES, type Reach, violates } from './choose-cases.ts'
import { type CaseResult, performCases } from './perform.ts'
import { openTarget } from './target.ts'

/** What became of a fault. */
export type Fate =
  /** A requirement that it violates has failed. */
  | 'killed'
  /** It showed, and no requirement that it violates has failed. */
  | 'survived'
  /** No exchange of the run ever met it. */
  | 'unmet'

export interface AttemptResult {
  readonly fault: string
  readonly fate: Fate
  /** How far one had to go. */
  readonly reach: Reach
  readonly met: number
  readonly cases: readonly CaseResult[]
  readonly ms: number
}

export interface AttemptOptions {
  /** Entries of clouds.yaml; a reference cloud without them. */
  readonly clouds?: PersonaClouds
  readonly reaches?: readonly Reach[]
}

const DEADLINE_MS = 2_500
const DEADLINE_PER_CASE_MS = 60
const BUDGET = { servers: 3, volumes: 12 }

/** Looks for a fault with a part of the plan, and with more of it as long as nothing sees it. */
export async function attempt(fault: Fault, options: AttemptOptions = {}): Promise<AttemptResult> {
  const started = performance.now()
  const { reaches = REACHES, clouds } = options
  let last: Omit<AttemptResult, 'fault' | 'ms'> | undefined
  for (const reach of reaches) {
    last = await attemptOnce(fault, reach, clouds)
    if (last.fate === 'killed') break
  }
  if (last === undefined) throw new TypeError('an attempt has one reach at least')
  return { fault: fault.id, ...last, ms: Math.round(performance.now() - started) }
}

async function attemptOnce(
  fault: Fault,
  reach: Reach,
  clouds: PersonaClouds | undefined,
): Promise<Omit<AttemptResult, 'fault' | 'ms'>> {
  const { means, release } = fault
  const opened = await openTarget(
    {
      ...(clouds && { clouds }),
      ...(release !== undefined && { release }),
      ...('tamper' in means ? { tamper: means.tamper() } : { cloudFault: means.cloudFault }),
    },
    contracts,
  )
  try {
    const planned = chooseCases(fault, opened.target, reach)
    const transitionMs = DEADLINE_MS + DEADLINE_PER_CASE_MS * planned.length
    const limits = { deadlines: { bootMs: transitionMs, transitionMs }, budget: BUDGET }
    const cases = await performCases(opened, planned, contracts, limits)
    const killed = cases.some(
      ({ requirement, verdict }) => verdict === 'failed' && violates(fault, requirement),
    )
    const met = opened.met()
    return { fate: killed ? 'killed' : met === 0 ? 'unmet' : 'survived', reach, met, cases }
  } finally {
    await opened.close()
  }
}
