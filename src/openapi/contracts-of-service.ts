import type { Contract, Contracts, OperationId, Service } from './contract.ts'
import { intersect, type MicroversionRange } from './microversion.ts'

/** The documents of a service. */
export function contractsOfService(contracts: Contracts, service: Service): readonly Contract[] {
  return [...contracts.values()].filter((contract) => contract.service === service)
}

const owners = new WeakMap<Contracts, ReadonlyMap<string, Contract>>()

/** The document that describes an operation; undefined for one that none describes. */
export function contractOfOperation(
  contracts: Contracts,
  operation: OperationId,
): Contract | undefined {
  const known = owners.get(contracts) ?? ownersIn(contracts)
  owners.set(contracts, known)
  return known.get(operation)
}

/**
 * The microversions that all documents of a service have in common. Undefined when there are none,
 * and for a service without documents or without microversions.
 */
export function coveredMicroversions(
  contracts: Contracts,
  service: Service,
): MicroversionRange | undefined {
  const ranges = contractsOfService(contracts, service).map(({ range }) => range)
  const [first, ...rest] = ranges
  return rest.reduce<MicroversionRange | undefined>(
    (common, range) => common && range && intersect(common, range),
    first,
  )
}

function ownersIn(contracts: Contracts): ReadonlyMap<string, Contract> {
  return new Map(
    [...contracts.values()].flatMap((contract) =>
      contract.operations.map(({ id }) => [id, contract] as const),
    ),
  )
}
