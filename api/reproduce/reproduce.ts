import type { Outcome } from '../../fixtures/core/case/conclude.ts'
import { type FreelyRun, type FreeRun, type FreeRunOptions, withRun } from '../with-run.ts'
import { type Calls, holdCase } from './hold-case.ts'
import type { Reproduced } from './reproduced.ts'

/**
 * Performs the first case of a finding up to its broken call, calls `show` with that call instead of
 * sending it, and cleans up when `show` has ended. The result is how the case ended where it did not
 * come so far, and undefined where it did. Throws what discovery and `show` throw.
 */
export function reproduce(
  { settings, contracts, lead, ...call }: Reproduced,
  options: Pick<FreeRunOptions, 'release' | 'onDiscovered'>,
  show: (calls: Calls, run: FreeRun) => Promise<void>,
): Promise<FreelyRun<Outcome | undefined>> {
  const cases = [lead.planned]
  return withRun({ ...options, settings, contracts, cases }, async (run) => {
    const [planned = lead.planned] = run.cases
    return planned.settled ?? holdCase(planned, call, run.options, (calls) => show(calls, run))
  })
}
