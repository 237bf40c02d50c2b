import { stringify } from 'yaml'
import type { Contract, Service } from '../openapi/contract.ts'
import { loadContracts } from '../openapi/load-contract.ts'
import { isWithin, microversion } from '../openapi/microversion.ts'
import { project } from '../openapi/project.ts'
import { UsageError } from './usage-error.ts'

/** Prints the contract of a service, projected when a microversion is given. */
export function showSpec(
  service: string,
  { at, json }: { readonly at?: string; readonly json?: boolean },
): void {
  const contract = contractOf(service)
  const document = at === undefined ? contract.document : projected(contract, at)
  process.stdout.write(
    json === true ? `${JSON.stringify(document, undefined, 2)}\n` : stringify(document),
  )
}

function contractOf(service: string): Contract {
  const contracts = loadContracts()
  const contract = contracts.get(service as Service)
  if (contract !== undefined) return contract
  throw new UsageError(
    `there is no contract of "${service}"; there are ${[...contracts.keys()].join(' and ')}`,
  )
}

function projected({ document, range, service }: Contract, at: string): Contract['document'] {
  const version = microversion(at)
  if (isWithin(version, range)) return project(document, version)
  throw new UsageError(
    `--at ${at} is outside of ${range.min}–${range.max}, which the contract of ${service} covers`,
  )
}
