import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import type { CaseId } from '../../src/plan/case.ts'
import { comparablesOf } from './comparable.ts'
import { type Difference, differencesBetween } from './difference.ts'

/** The result of comparing a run on a real OpenStack with one on the reference cloud. */
export interface Agreement {
  readonly cases: number
  readonly calls: number
  readonly differences: readonly Difference[]
  /** `compute.attach 409`: both answered this status to the same request. */
  readonly agreed: ReadonlySet<string>
  /** Answers that a passed case of the real run tested, and that were never the same on both. */
  readonly uncovered: readonly string[]
  /** Cases that only one of the two plans has. */
  readonly unmatched: readonly CaseId[]
}

/** Compares the two runs case by case. */
export function agreementOf(real: RunRecord, reference: RunRecord): Agreement {
  const others = new Map(reference.cases.map((each) => [each.planned.id, each]))
  const differences: Difference[] = []
  const agreed = new Set<string>()
  const unmatched: CaseId[] = []
  let calls = 0
  for (const one of real.cases) {
    const other = others.get(one.planned.id)
    others.delete(one.planned.id)
    if (other === undefined) {
      unmatched.push(one.planned.id)
      continue
    }
    const own = comparablesOf([...one.exchanges])
    const theirs = comparablesOf([...other.exchanges])
    calls += own.length
    differences.push(
      ...inVerdicts(one, other),
      ...differencesBetween(one.planned.id, one.planned.operation, own, theirs),
    )
    for (const [index, { operation, asked, status }] of own.entries()) {
      const same = theirs[index]
      if (same?.asked === asked && same.status === status) agreed.add(`${operation} ${status}`)
    }
  }
  unmatched.push(...others.keys())
  const passed = real.cases.filter(({ verdict }) => verdict === 'passed')
  const about = new Set(passed.map(({ planned }) => `${planned.operation} ${planned.status}`))
  const uncovered = [...about].filter((pair) => !agreed.has(pair))
  return { cases: real.cases.length, calls, differences, agreed, uncovered, unmatched }
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
