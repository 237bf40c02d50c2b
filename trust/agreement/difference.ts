import { isDeepStrictEqual } from 'node:util'
import type { OperationId } from '../../src/openapi/contract.ts'
import type { CaseId } from '../../src/plan/case.ts'
import type { Comparable } from './comparable.ts'

/** A place where the answers of the reference cloud and of a real OpenStack differ. */
export interface Difference {
  readonly case: CaseId
  readonly operation: OperationId
  /** `verdict`, `asked`, `status`, `header vary`, `body /volumeAttachment/device`. */
  readonly what: string
  /** The request; empty when the verdicts of the case differ. */
  readonly asked: string
  readonly real: unknown
  readonly reference: unknown
}

type Found = Omit<Difference, 'case' | 'operation' | 'asked'>

/**
 * The differences between two sequences of calls of the same case, up to the first call that is
 * not in both.
 */
export function differencesBetween(
  id: CaseId,
  operation: OperationId,
  real: readonly Comparable[],
  reference: readonly Comparable[],
): readonly Difference[] {
  const found: Difference[] = []
  for (let index = 0; index < Math.max(real.length, reference.length); index += 1) {
    const one = real[index]
    const other = reference[index]
    if (one === undefined || other === undefined || one.asked !== other.asked) {
      const nothing = 'nothing more'
      const asked = one?.asked ?? other?.asked ?? ''
      found.push({
        case: id,
        operation,
        what: 'asked',
        asked,
        real: one?.asked ?? nothing,
        reference: other?.asked ?? nothing,
      })
      return found
    }
    for (const each of inAnswers(one, other)) {
      found.push({ case: id, operation: one.operation, asked: one.asked, ...each })
    }
  }
  return found
}

function inAnswers(real: Comparable, reference: Comparable): readonly Found[] {
  if (real.status !== reference.status) {
    return [{ what: 'status', real: real.status, reference: reference.status }]
  }
  const names = new Set([...Object.keys(real.headers), ...Object.keys(reference.headers)])
  return [
    ...[...names]
      .filter((name) => real.headers[name] !== reference.headers[name])
      .map((name) => ({
        what: `header ${name}`,
        real: real.headers[name],
        reference: reference.headers[name],
      })),
    ...inValues(real.body, reference.body, 'body '),
  ]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function inValues(real: unknown, reference: unknown, at: string): readonly Found[] {
  if (isDeepStrictEqual(real, reference)) return []
  if (at.endsWith('/formOfElements') && (real === 'any' || reference === 'any')) return []
  const alike =
    isRecord(real) && isRecord(reference) && Array.isArray(real) === Array.isArray(reference)
  if (!alike) return [{ what: at, real, reference }]
  const keys = new Set([...Object.keys(real), ...Object.keys(reference)])
  return [...keys].flatMap((key) => inValues(real[key], reference[key], `${at}/${key}`))
}
