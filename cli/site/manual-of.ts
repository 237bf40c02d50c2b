import { grouped } from '../../reports/results/grouped.ts'
import { faultsOf } from '../../site/manual/faults-of.ts'
import type { Manual, OperationEntry, PromiseEntry } from '../../site/manual/manual.ts'
import { changePoints } from '../../src/openapi/at-version/changes.ts'
import type { Contract, Contracts, Operation } from '../../src/openapi/contract.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { scenarios } from '../../suites/suites.ts'
import { explain } from '../explain/explanation.ts'
import type { Message } from '../explain/messages.ts'

/** The reference manual of this version: what the contracts promise, and how suites test it. */
export function manualOf(contracts: Contracts = packagedContracts()): Manual {
  const all = [...contracts.values()]
  return {
    documents: all.map(({ id, title, service, isDefault }) => ({ id, title, service, isDefault })),
    operations: all.flatMap((contract) =>
      contract.operations.map((operation) => operationEntry(contract, operation)),
    ),
    errata: all.flatMap(({ id: of, errata }) =>
      errata.map(({ id, operations, document, upstream, releases, holds, seen }) => ({
        ...{ id, operations, document, upstream, releases, holds, seen, of },
      })),
    ),
  }
}

function operationEntry(contract: Contract, operation: Operation): OperationEntry {
  const { id, service, method, path, summary, link } = operation
  const changes = changePoints(contract, id)
  const promises = operation.requirements.map((requirement): PromiseEntry => {
    const scenario = scenarios.get(requirement.id)
    const told = explain(contract, operation, requirement, scenario, changes)
    const { level, status, when, persona, needs, source, microversions, covers } = told
    return {
      ...{ id: told.id, operation: id, status, level, when, persona, needs, source },
      slug: told.id.slice(`${id}:${status}:`.length),
      microversions: { ...microversions, ...endsOf(requirement.range) },
      ...{ covers, scenario: told.scenario },
      sends: messageText(told.sent),
      expects: messageText(told.passes),
      errata: told.errata.map((erratum) => erratum.id),
      faults: faultsOf(told.id),
    }
  })
  const groups = [...grouped(promises, ({ status }) => status)].map(([status, own]) => ({
    ...{ key: `${id}:${status}`, operation: id, status, promises: own },
  }))
  return { id, service, document: contract.id, method, path, summary, link, groups }
}

function endsOf({ min = null, max = null }: OpenRange): { min: string | null; max: string | null } {
  return { min, max }
}

type OpenRange = { readonly min?: string | null; readonly max?: string | null }

function messageText({ line, mediaType, schema }: Message): string {
  if (mediaType === undefined) return `${line} (no body)`
  return `${line} (${schema === undefined ? mediaType : `${schema} as ${mediaType}`})`
}
