import type { Manual } from '../manual/manual.ts'
import { ERRATA, errataOf } from './places.ts'

/** Where an erratum is described: the list of all for one that the suite does not have any more. */
export function erratumPlace({ errata }: Pick<Manual, 'errata'>, id: string): string {
  const known = errata.find((erratum) => erratum.id === id)
  return known === undefined ? ERRATA : `${errataOf(known.of)}#${id}`
}
