import { ContractError } from '../contract-error.ts'
import { pointer } from '../json-pointer.ts'
import { compareMicroversions, type MicroversionRange } from '../microversion.ts'
import type { ServiceDescription } from '../service-description.ts'
import type { DocumentFrame } from './extensions.ts'

/**
 * The first and the last microversion that a document covers; undefined for a service without
 * microversions. Throws {@link ContractError} when only one of document and service has any.
 */
export function documentRange(
  { 'x-openstack': { 'min-ver': min, 'max-ver': max }, 'x-errata': errata }: DocumentFrame,
  { id, microversions }: ServiceDescription,
  file: string,
): Required<MicroversionRange> | undefined {
  const missing = min === undefined ? 'min-ver' : 'max-ver'
  if (microversions === undefined) {
    const permit = errata.findIndex(({ permits }) => permits?.['max-ver'] !== undefined)
    const [said] = [
      ...(min === undefined ? [] : [pointer('x-openstack', 'min-ver')]),
      ...(max === undefined ? [] : [pointer('x-openstack', 'max-ver')]),
      ...(permit < 0 ? [] : [pointer('x-errata', permit, 'permits', 'max-ver')]),
    ]
    if (said === undefined) return undefined
    const problem = `${id} has no microversions: leave it out, or describe them in ${id}/service.yaml`
    throw new ContractError(file, said, problem)
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
