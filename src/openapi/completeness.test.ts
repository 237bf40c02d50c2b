import { describe, expect, it } from 'vitest'
import type { Contract, OperationId } from './contract.ts'
import { documentedOf, documentedStatuses } from './documented.ts'
import { findOperation } from './find-operation.ts'
import { valueAt } from './json-pointer.ts'
import { loadContracts } from './load-contract.ts'

const contracts = [...loadContracts().values()]

describe.each(contracts.map((contract) => [contract.service, contract] as const))(
  'the contract of %s leaves nothing out:',
  (_service, contract) => {
    const { operations, exclusions } = contract

    it.each(operations.map((operation) => [operation.id, operation] as const))(
      'every documented parameter, field and note of %s is covered by a requirement',
      (_id, operation) => {
        const documented = documentedOf(contract, operation)
        const covered = operation.requirements.flatMap(({ covers }) => covers)
        expect(documented.filter((name) => !covered.includes(name))).toEqual([])
        expect(covered.filter((name) => !documented.includes(name))).toEqual([])
      },
    )

    it.each(operations.map((operation) => [operation.id, operation] as const))(
      'every documented status of %s has a requirement that is a MUST',
      (_id, operation) => {
        const statuses = documentedStatuses(contract, operation.id)
        const required = operation.requirements
          .filter(({ level }) => level === 'MUST')
          .map(({ status }) => status)
        expect(statuses.filter((status) => !required.includes(status))).toEqual([])
      },
    )

    it('every status that no document lists is tested at one of the operations, or excluded for a reason', () => {
      const settled = [
        ...operations.flatMap(({ requirements }) => requirements),
        ...exclusions,
      ].map(({ status }) => status)
      const answered = operations.flatMap(({ id }) => writtenStatuses(contract, id))
      expect(answered.filter((status) => !settled.includes(status))).toEqual([])
    })

    it('no answer under one condition is both tested and excluded', () => {
      const conditions = (of: readonly { readonly status: number; readonly when: string }[]) =>
        of.map(({ status, when }) => `${status} when ${when}`)
      const tested = conditions(operations.flatMap(({ requirements }) => requirements))
      expect(conditions(exclusions).filter((condition) => tested.includes(condition))).toEqual([])
    })
  },
)

function writtenStatuses(contract: Contract, id: OperationId): number[] {
  const responses = valueAt(contract.document, `${findOperation(contract, id).pointer}/responses`)
  return Object.keys(responses ?? {}).map(Number)
}
