import { resultOf } from '../../explore/again/explored-again.ts'
import type { Explored } from '../../explore/explore.ts'
import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import { type Journal, now } from '../../src/journal/journal.ts'
import type { Order } from './order.ts'

/** Records what an exploration is to do: from here on its journal is no longer that of a run. */
export function recordOrder(journal: Journal, order: Order): void {
  journal.append({ type: 'exploration-started', at: now(), order })
}

/** Records what came of an exploration, so that it can be judged again. */
export async function recorded(
  { journal }: RunContext,
  body: () => Promise<Explored>,
): Promise<Explored> {
  const began = performance.now()
  const explored = await body()
  const { counts, ...result } = resultOf(explored)
  const wallMs = Math.round(performance.now() - began)
  journal.append({ type: 'exploration-finished', at: now(), wallMs, ...counts, ...result })
  return explored
}
