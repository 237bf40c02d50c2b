import { type Explored, explore, isSure } from '../../explore/explore.ts'
import { wantedOn } from '../../explore/generate/wanted-on.ts'
import { inWords } from '../../explore/history/words.ts'
import type { Reproducer } from '../../explore/shrink/shrink.ts'
import type { SequenceFault } from '../../reference-cloud/sequence-faults/fault.ts'
import {
  isSequenceFault,
  SEQUENCE_FAULTS,
} from '../../reference-cloud/sequence-faults/sequence-faults.ts'
import { usualBudget } from '../attempt/budgets.ts'
import { openTarget } from '../attempt/target.ts'
import { withRunContext } from '../attempt/with-run-context.ts'
import { DEFAULT_PART, partNamed } from '../parts.ts'
import type { Result } from '../workers/task.ts'

/** For how long a fault is looked for. */
const TIME_MS = 300_000
/** The same histories for each fault. */
const SEED = 1
/** How long each step of a change takes: longer than a call, so that calls meet changes. */
const LATENCY_MS = 10
const LIMITS = { deadlines: { bootMs: 20_000, transitionMs: 3_000 }, budget: usualBudget }

const SIZES = { lanes: 4, length: 12 }
const VOLUMES = [{ multiattach: false }, { multiattach: true }, { multiattach: false }]

type Attempted = Omit<Result, 'task' | 'ms'>

/** Explores a reference cloud with this fault until it is found. Throws TypeError for another name. */
export async function exploreFault(id: string): Promise<Attempted> {
  if (!isSequenceFault(id)) throw new TypeError(`there is no sequence fault ${id}`)
  const { documents: contracts } = partNamed(DEFAULT_PART)
  const { release }: SequenceFault = SEQUENCE_FAULTS[id]
  const cloud = { sequenceFault: id, latencyMs: LATENCY_MS, ...(release && { release }) }
  const opened = await openTarget(cloud, contracts)
  try {
    const began = performance.now()
    let firstMs = 0
    const order = { opened, contracts, cases: [], limits: LIMITS, cleansUp: false }
    const explored = await withRunContext(order, (run) =>
      explore(run, {
        wanted: { ...wantedOn(opened.target, SIZES), volumes: VOLUMES },
        seed: SEED,
        timeMs: TIME_MS,
        // A fault that is like a bug of upstream is a fault.
        isStrict: true,
        onTried: () => {
          firstMs = Math.round(performance.now() - began)
        },
      }),
    )
    const found = foundOf(explored, firstMs)
    const met = opened.met()
    // What never shows again may have been a false alarm.
    const isFound = explored.found !== undefined && isSure(explored.found)
    const fate = isFound ? 'killed' : met === 0 ? 'unmet' : 'survived'
    return { fault: id, fate, reach: 'whole', met, cases: [], ...(found && { found }) }
  } finally {
    await opened.close()
  }
}

function foundOf({ found, histories }: Explored, firstMs: number): Result['found'] {
  if (found === undefined || found.tried.verdict.code !== 'broken') return undefined
  const { rule, message } = found.tried.verdict
  const { calls, broken, of } = found
  return { rule, message, calls, broken, of, histories, firstMs, words: wordsOf(found) }
}

function wordsOf({ tried: { history, timeline } }: Reproducer): string[] {
  return history.lanes.flatMap((_, lane) =>
    timeline.calls
      .filter((performed) => performed.lane === lane)
      .map(({ call }) => `${lane + 1}: ${inWords(call.step)} → ${call.status}`),
  )
}
