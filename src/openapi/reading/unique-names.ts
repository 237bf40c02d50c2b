import type { Contract } from '../contract.ts'
import { ContractError } from '../contract-error.ts'

/**
 * Checks that no id is in two documents of a service: ids have the name of the service and not that
 * of the document. Throws {@link ContractError}.
 */
export function refuseNamesTwice(contracts: readonly Contract[]): void {
  const owners = new Map<string, Contract>()
  for (const contract of contracts) {
    const ids = { operation: contract.operations, erratum: contract.errata }
    for (const [kind, entries] of Object.entries(ids)) {
      for (const { id } of entries) {
        const owner = owners.get(`${kind} ${id}`)
        owners.set(`${kind} ${id}`, contract)
        if (owner === undefined || owner === contract) continue
        const at = kind === 'operation' ? '/paths' : '/x-errata'
        const problem = `the ${kind} "${id}" is in ${owner.file} already: give it another name`
        throw new ContractError(contract.file, at, problem)
      }
    }
  }
}
