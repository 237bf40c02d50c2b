import { stringify } from 'yaml'
import { project } from '../src/openapi/at-version/project.ts'
import type { Contract, Contracts } from '../src/openapi/contract.ts'
import { contractsOfService } from '../src/openapi/contracts-of-service.ts'
import { loadContracts } from '../src/openapi/load-contract.ts'
import { isWithin, microversion } from '../src/openapi/microversion.ts'
import { UsageError } from './errors/usage-error.ts'

/** Prints a document of a service, projected when a microversion is given. */
export function showSpec(
  name: string,
  { at, json }: { readonly at?: string; readonly json?: boolean },
  contracts: Contracts = loadContracts(),
): void {
  const contract = contractNamed(name, contracts)
  const document = at === undefined ? contract.document : projected(contract, at)
  process.stdout.write(
    json === true ? `${JSON.stringify(document, undefined, 2)}\n` : stringify(document),
  )
}

/** By its service, where that has one document only, or by its file without the ending. */
function contractNamed(name: string, contracts: Contracts): Contract {
  const contract = contracts.get(`${name}.yaml`)
  if (contract !== undefined) return contract
  const [only, ...others] = contractsOfService(contracts, name)
  if (only !== undefined && others.length === 0) return only
  const names = [...contracts.keys()].map((file) => file.replace(/\.yaml$/, '')).join(' and ')
  throw new UsageError(
    only === undefined
      ? `there is no contract of "${name}"; there are ${names}`
      : `${name} has several documents; name one: ${names}`,
  )
}

function projected({ document, range, service }: Contract, at: string): Contract['document'] {
  const version = microversion(at)
  if (range === undefined) {
    throw new UsageError(`--at ${at}: ${service} has no microversions; leave it out`)
  }
  if (isWithin(version, range)) return project(document, version)
  throw new UsageError(
    `--at ${at} is outside of ${range.min}–${range.max}, which the contract of ${service} covers`,
  )
}
