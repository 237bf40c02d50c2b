import { describe, expect, it } from 'vitest'
import { documentedOf, documentedStatuses } from './documented.ts'
import { loadContracts } from './load-contract.ts'

const contracts = [...loadContracts().values()]

describe.each(contracts.map((contract) => [contract.service, contract] as const))(
  'the contract of %s leaves nothing out:',
  (_service, contract) => {
    const { operations, errata, exclusions, rows } = contract

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

    it('every row of the research is a requirement, an erratum, or excluded for a reason', () => {
      const all = Object.entries(rows).flatMap(([kind, count]) =>
        Array.from(
          { length: count },
          (_, index) => `${kind}-${String(index + 1).padStart(2, '0')}`,
        ),
      )
      const settled = new Set([
        ...operations.flatMap(({ requirements }) =>
          requirements.flatMap(({ evidence }) => evidence),
        ),
        ...errata.flatMap(({ evidence }) => evidence),
        ...exclusions.flatMap((exclusion) => exclusion.rows),
      ])
      expect(all.length).toBeGreaterThan(0)
      expect(all.filter((row) => !settled.has(row))).toEqual([])
    })

    it('no row is both tested and excluded', () => {
      const tested = operations.flatMap(({ requirements }) =>
        requirements.flatMap(({ evidence }) => evidence),
      )
      const excluded = exclusions.flatMap((exclusion) => exclusion.rows)
      expect(excluded.filter((row) => tested.includes(row))).toEqual([])
    })
  },
)
