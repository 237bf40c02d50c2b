import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OperationId, RequirementId } from '../openapi/contract.ts'
import type { CaseId, PlannedCase } from '../plan/case.ts'
import { plannedEvents } from './planned-events.ts'

const caseNumber = (number: number): PlannedCase => ({
  id: `compute.show:200:promise-${number}@2.1` as CaseId,
  requirement: `compute.show:200:promise-${number}` as RequirementId,
  operation: 'compute.show' as OperationId,
  status: 200,
  level: 'MUST',
  persona: 'member',
  title: 'shows a server',
})

test('A plan of any size is written in order, in lines of limited length that tell its size', () => {
  fc.assert(
    fc.property(fc.nat(2600), (size) => {
      const cases = Array.from({ length: size }, (_, number) => caseNumber(number))
      const events = [...plannedEvents('2026-11-22T00:00:00.000Z', cases)]

      expect(events.flatMap((event) => event.cases)).toEqual(cases)
      expect(Math.max(...events.map((event) => event.cases.length))).toBeLessThanOrEqual(500)
      expect(new Set(events.map(({ of }) => of))).toEqual(new Set([size]))
    }),
    { numRuns: 30, examples: [[0], [1], [500], [501], [1000]] },
  )
})
