import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import type { CaseId } from '../../src/plan/case.ts'
import { callOf } from './call-of.ts'
import { causeKey } from './cause.ts'
import { answeredStatus } from './fault-text.ts'
import { isChange, reasonCause } from './reason-cause.ts'
import type { SeenIn } from './seen-causes.ts'

/** The known causes, for finding out from which one an error or a blocked case follows. */
export interface Known {
  readonly causes: ReadonlyMap<string, SeenIn>
  /** The cause under which each failed case is counted. */
  readonly causeOf: ReadonlyMap<CaseId, string>
  readonly own: ReadonlySet<string>
}

/** The key of the cause that kept a case from being tested; undefined where none of them did. */
export function followsFrom(record: CaseRecord, known: Known): string | undefined {
  const { reason, verdict } = record
  if (reason === undefined) return undefined
  const blocker =
    reason.blockedBy === undefined ? undefined : known.causeOf.get(reason.blockedBy as CaseId)
  if (blocker !== undefined) return blocker
  if (reason.shortfall !== undefined) {
    const same = causeKey(reasonCause(record, reason, [...record.exchanges], known.own).cause)
    if (known.causes.has(same)) return same
  }
  return verdict === 'error' && reason.code === 'setup-failed'
    ? brokenSetUp(record, known)
    : undefined
}

/** Finds what could not be set up because the operation for it is broken. */
function brokenSetUp(record: CaseRecord, { causes, own }: Known): string | undefined {
  const { reason } = record
  const exchanges = [...record.exchanges]
  const changes = exchanges.filter(isChange).reverse()
  if (reason === undefined) return undefined
  for (const { exchange } of changes) {
    const subject = callOf(exchange, own)
    const found = answeredStatus(exchange, own)
    const key = causeKey({ subject, place: 'status', rule: 'wrong-status', found })
    if (causes.has(key)) return key
  }
  const state = { ...reason, code: 'wrong-state' } as const
  const same = causeKey(reasonCause(record, state, exchanges, own).cause)
  if (causes.has(same)) return same
  const [change] = changes
  return [...causes].find(
    ([, { cause }]) => cause.rule === 'wrong-state' && cause.subject === change?.exchange.operation,
  )?.[0]
}
