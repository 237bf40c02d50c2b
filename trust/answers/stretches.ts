import { changePoints } from '../../src/openapi/changes.ts'
import type { Operation } from '../../src/openapi/contract.ts'
import {
  compareMicroversions,
  type Microversion,
  previousMicroversion,
} from '../../src/openapi/microversion.ts'
import type { ResponseRule } from '../../src/openapi/operation-view.ts'
import { contractFor, viewAt } from './contracts.ts'

/** Microversions between two changes of an operation, both ends included. */
export interface Stretch {
  readonly from: Microversion
  readonly to: Microversion
}

/** The stretches of an operation, oldest first. */
export function stretchesOf(operation: Operation): readonly Stretch[] {
  const contract = contractFor(operation.id)
  const last = operation.range.max ?? contract.range.max
  const points = changePoints(contract, operation.id).filter(
    (point) => compareMicroversions(point, last) <= 0,
  )
  return points.map((from, index) => {
    const next = points[index + 1]
    return { from, to: (next && previousMicroversion(next)) ?? last }
  })
}

/** The answers that some requirement promises, each as it is where it is newest. */
export function promisedAnswers(operation: Operation): readonly ResponseRule[] {
  const promised = new Set(operation.requirements.map(({ status }) => status))
  const rules = new Map<number, ResponseRule>()
  for (const { from } of stretchesOf(operation)) {
    for (const rule of viewAt(operation.id, from)?.responses.values() ?? []) {
      if (promised.has(rule.status)) rules.set(rule.status, rule)
    }
  }
  return [...rules.values()].sort((a, b) => a.status - b.status)
}
