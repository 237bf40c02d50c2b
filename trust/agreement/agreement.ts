import type { CaseRecord, RunRecord } from '../../reports/run-record.ts'
import type { OperationId } from '../../src/openapi/contract.ts'
import type { CaseId } from '../../src/plan/case.ts'
import { comparablesOf } from './comparable.ts'
import { type Difference, differencesBetween } from './difference.ts'

/** What comparing a run on a real OpenStack with one on the reference cloud has found. */
export interface Agreement {
  readonly cases: number
  readonly calls: number
  readonly differences: readonly Difference[]
  /** `compute.attach 409`: answered so by both, in the same case. */
  readonly agreed: ReadonlySet<`${OperationId} ${number}`>
  /** Cases of one of the plans that the other has not. */
  readonly unmatched: readonly CaseId[]
}

/** Compares the two runs case by case. */
export function agreementOf(real: RunRecord, reference: RunRecord): Agreement {
  const others = new Map(reference.cases.map((each) => [each.planned.id, each]))
  const differences: Difference[] = []
  const agreed = new Set<`${OperationId} ${number}`>()
  const unmatched: CaseId[] = []
  let calls = 0
  for (const one of real.cases) {
    const other = others.get(one.planned.id)
    others.delete(one.planned.id)
    if (other === undefined) {
      unmatched.push(one.planned.id)
      continue
    }
    const own = comparablesOf(one.exchanges)
    const theirs = comparablesOf(other.exchanges)
    calls += own.length
    const found = [
      ...inVerdicts(one, other),
      ...differencesBetween(one.planned.id, one.planned.operation, own, theirs),
    ]
    differences.push(...found)
    if (found.length > 0) continue
    for (const { operation, status } of own) {
      if (status !== 'no answer') agreed.add(`${operation} ${status}`)
    }
  }
  unmatched.push(...others.keys())
  return { cases: real.cases.length, calls, differences, agreed, unmatched }
}

function inVerdicts(real: CaseRecord, reference: CaseRecord): readonly Difference[] {
  const told = ({ verdict, reason }: CaseRecord) =>
    reason === undefined ? verdict : `${verdict}: ${reason.code}`
  if (told(real) === told(reference)) return []
  return [
    {
      case: real.planned.id,
      operation: real.planned.operation,
      what: 'verdict',
      asked: '',
      real: told(real),
      reference: told(reference),
    },
  ]
}
