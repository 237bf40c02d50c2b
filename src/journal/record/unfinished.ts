import type { Reason, ReasonCode } from '../../judge/verdict.ts'

const UNFINISHED: readonly ReasonCode[] = [
  'interrupted',
  'out-of-time',
  'fail-fast',
  'setup-impossible',
  'service-gone',
]

/** Whether a case ended only because its run did, so that it may be run again. */
export function isUnfinished(reason: Reason | undefined): boolean {
  return reason !== undefined && UNFINISHED.includes(reason.code)
}
