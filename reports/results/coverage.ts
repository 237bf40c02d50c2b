import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import type { Contracts, Service } from '../../src/openapi/contract.ts'
import { documentedStatuses } from '../../src/openapi/documented.ts'

interface Share {
  readonly reached: number
  readonly all: number
}

/** How much of the contracts a run has tested. */
export interface Coverage {
  /** Requirements with a case that was passed or failed. */
  readonly requirements: Share
  /** Statuses of an operation that its document lists, with a case that was passed. */
  readonly statuses: Share
  /**
   * How many microversions have a case that was passed or failed; services without microversions
   * are left out.
   */
  readonly microversions: Readonly<Record<Service, number>>
}

export function coverageOf(cases: readonly CaseRecord[], contracts: Contracts): Coverage {
  const tested = cases.filter(({ verdict }) => verdict === 'passed' || verdict === 'failed')
  const requirements = new Set(tested.map(({ planned }) => planned.requirement))
  const passed = new Set(
    cases
      .filter(({ verdict }) => verdict === 'passed')
      .map(({ planned }) => `${planned.operation} ${planned.status}`),
  )
  const operations = [...contracts.values()].flatMap((contract) =>
    contract.operations.map((operation) => ({ contract, operation })),
  )
  const known = operations.flatMap(({ operation }) => operation.requirements.map(({ id }) => id))
  const documented = operations.flatMap(({ contract, operation: { id } }) =>
    documentedStatuses(contract, id).map((status) => `${id} ${status}`),
  )
  const microversions = (service: Service): number => {
    const own = tested.filter(({ planned }) => planned.operation.startsWith(`${service}.`))
    const versions = new Set(own.map(({ planned }) => planned.microversion))
    versions.delete(undefined)
    return versions.size
  }
  return {
    requirements: share(known, requirements),
    statuses: share(documented, passed),
    microversions: Object.fromEntries(
      [...contracts.values()].flatMap(({ service, range }) =>
        range === undefined ? [] : [[service, microversions(service)] as const],
      ),
    ),
  }
}

function share(all: readonly string[], reached: ReadonlySet<string>): Share {
  return { reached: all.filter((one) => reached.has(one)).length, all: all.length }
}
