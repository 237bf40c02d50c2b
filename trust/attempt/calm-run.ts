import { setTimeout as sleep } from 'node:timers/promises'
import { chance } from '../../reference-cloud/chance.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import type { Selection } from '../../src/plan/pick-microversions.ts'
import { scenarios } from '../../suites/suites.ts'
import type { Tamper } from '../fault.ts'
import { partNamed } from '../parts.ts'
import type { Result } from '../workers/task.ts'
import { usualBudget } from './budgets.ts'
import { performCases } from './perform.ts'
import { openTarget } from './target.ts'

/** The longest delay of an answer, and the longest time of a change of state, in ms. */
const LONGEST_ANSWER = 25
const LONGEST_STEP = 120
/** The longest time for which services disagree after a change, in ms; most times are much shorter. */
const LONGEST_WINDOW = 3_000

const LIMITS = {
  deadlines: { bootMs: 600_000, transitionMs: 180_000 },
  budget: usualBudget,
}

export interface CalmRun {
  readonly seed: number
  readonly selection: 'edges' | 'changes' | 'all'
  readonly release: string
  /** Name of the part whose documents are run. */
  readonly part: string
  readonly operations?: readonly string[] | undefined
}

/** Runs all cases on a cloud without faults; the seed decides their order and all delays. */
export async function calmRun(
  order: CalmRun,
): Promise<Pick<Result, 'fate' | 'reach' | 'met' | 'cases'>> {
  const { seed, release, operations } = order
  const { documents: contracts } = partNamed(order.part)
  const random = chance(seed)
  const dawdle: Tamper = async (_passing, { forward }) => {
    const reply = await forward()
    await sleep(random() * LONGEST_ANSWER)
    return reply
  }
  const latencyMs = Math.round(random() * LONGEST_STEP)
  const windowMs = Math.round(random() ** 3 * LONGEST_WINDOW)
  const windows = { windowMs, windowSeed: seed }
  const opened = await openTarget({ release, latencyMs, ...windows, tamper: dawdle }, contracts)
  try {
    const selection: Selection = { kind: order.selection }
    const { target } = opened
    const wanted = (_id: string, operation: string): boolean =>
      operations === undefined || operations.includes(operation)
    const plan = makePlan({ contracts, target, scenarios, selection, wanted })
    const shuffled = plan
      .map((planned) => ({ planned, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ planned }) => planned)
    const all = await performCases(opened, shuffled, contracts, LIMITS)
    const cases = all.filter(({ verdict }) => verdict === 'failed' || verdict === 'error')
    return { fate: cases.length === 0 ? 'calm' : 'alarmed', reach: 'whole', met: all.length, cases }
  } finally {
    await opened.close()
  }
}
