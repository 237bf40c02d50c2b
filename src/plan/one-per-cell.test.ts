import { describe, expect, test } from 'vitest'
import type { OperationId, RequirementId } from '../openapi/contract.ts'
import { microversion } from '../openapi/microversion.ts'
import type { CaseId, PlannedCase } from './case.ts'
import { onePerCell } from './one-per-cell.ts'

describe('one case of each operation, status and microversion', () => {
  test('is the first in the document where all may be tried', () => {
    const cases = [planned('first', '2.1'), planned('first', '2.60'), planned('second', '2.60')]

    expect(names(cases)).toEqual(['first@2.1', 'first@2.60'])
  })

  test('is of another promise where the first does not hold', () => {
    const cases = [planned('first', '2.1'), planned('second', '2.60')]

    expect(names(cases)).toEqual(['first@2.1', 'second@2.60'])
  })

  test('is what must hold rather than what should', () => {
    const cases = [planned('first', '2.1', { level: 'SHOULD' }), planned('second', '2.1')]

    expect(names(cases)).toEqual(['second@2.1'])
  })

  test('is what can run rather than what must hold', () => {
    const settled = {
      verdict: 'not-tested',
      reason: { code: 'missing-persona', message: 'nobody' },
    } as const
    const cases = [
      planned('first', '2.1', { settled }),
      planned('second', '2.1', { level: 'SHOULD' }),
    ]

    expect(names(cases)).toEqual(['second@2.1'])
  })

  test('keeps what differs in operation or status', () => {
    const cases = [
      planned('first', '2.1'),
      planned('first', '2.1', { status: 404 }),
      planned('first', '2.1', { operation: 'compute.list' }),
    ]

    expect(onePerCell(cases)).toEqual(cases)
  })

  test('keeps each promise that holds at no microversion of the target', () => {
    const cases = [unoffered('first'), unoffered('second')]

    expect(onePerCell(cases)).toEqual(cases)
  })
})

function names(cases: readonly PlannedCase[]): string[] {
  return onePerCell(cases).map(({ id }) => id)
}

function planned(name: string, version: string, more: Partial<PlannedCase> = {}): PlannedCase {
  return {
    ...unoffered(name),
    id: `${name}@${version}` as CaseId,
    microversion: microversion(version),
    ...more,
  }
}

function unoffered(name: string): PlannedCase {
  return {
    id: `${name}@-` as CaseId,
    requirement: name as RequirementId,
    operation: 'compute.show' as OperationId,
    status: 200,
    level: 'MUST',
    persona: 'member',
    title: 'does something',
  }
}
