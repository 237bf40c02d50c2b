import { ContractError } from './contract-error.ts'
import type { DocumentFrame } from './extensions.ts'
import { pointer } from './json-pointer.ts'
import { compareMicroversions, type MicroversionRange } from './microversion.ts'
import type { ServiceDescription } from './service-description.ts'

/**
 * The first and the last microversion that a document covers; undefined for a service without
 * microversions. Throws {@link ContractError} where the document and its service disagree.
 */
export function documentRange(
  { 'x-openstack': { 'min-ver': min, 'max-ver': max } }: DocumentFrame,
  { id, microversions }: ServiceDescription,
  file: string,
): Required<MicroversionRange> | undefined {
  const missing = min === undefined ? 'min-ver' : 'max-ver'
  if (microversions === undefined) {
    if (min === undefined && max === undefined) return undefined
    const said = min === undefined ? 'max-ver' : 'min-ver'
    const problem = `${id} has no microversions: leave it out, or describe them in ${id}/service.yaml`
    throw new ContractError(file, pointer('x-openstack', said), problem)
  }
  if (min === undefined || max === undefined) {
    const problem = `expected the ${missing === 'min-ver' ? 'first' : 'last'} microversion that the document covers`
    throw new ContractError(file, pointer('x-openstack', missing), problem)
  }
  if (compareMicroversions(min, max) > 0) {
    throw new ContractError(file, '/x-openstack', 'bad range: min-ver is later than max-ver')
  }
  return { min, max }
}
