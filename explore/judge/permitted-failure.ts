import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import { isPermitted, permissionOf } from '../../fixtures/core/definitions/permission.ts'
import type { Finding } from '../../fixtures/core/trace/trace.ts'
import type { PerformedCall } from '../perform/timeline.ts'

/**
 * Which erratum permits this target to answer a call with 5xx, in a sentence; undefined: none does. The
 * model does not say what such an answer means, so its history is undecided.
 */
export function permittedFailure(
  run: RunContext,
  findings: readonly Finding[],
  { exchange, call: { status, step } }: Pick<PerformedCall, 'exchange' | 'call'>,
): string | undefined {
  if (step.op === 'compute.swap' && status === 500) {
    return 'a swap was answered 500, which may leave the old volume detaching: erratum compute:undocumented-500'
  }
  for (const { exchange: found, violation } of findings) {
    const { erratum } = violation
    if (found.id !== exchange || erratum === undefined) continue
    if (isPermitted(run, permissionOf(run, erratum), status)) {
      return `${step.op} was answered ${status}, as the erratum ${erratum} permits this cloud`
    }
  }
  return undefined
}
