import { resultOf } from '../../explore/again/explored-again.ts'
import type { Explored } from '../../explore/explore.ts'
import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import { now } from '../../src/journal/journal.ts'
import type { Order } from './order.ts'

/** Records what an exploration was to do and what came of it, so that it can be judged again. */
export async function recorded(
  { journal, signal }: RunContext,
  order: Order,
  body: () => Promise<Explored>,
): Promise<Explored> {
  const began = performance.now()
  journal.append({ type: 'exploration-started', at: now(), order })
  const explored = await body()
  const { counts, found } = resultOf(explored)
  journal.append({
    ...{ type: 'exploration-finished', at: now(), interrupted: signal.aborted },
    ...{ wallMs: Math.round(performance.now() - began), ...counts, ...(found && { found }) },
  })
  return explored
}
