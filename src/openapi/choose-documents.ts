import type { Contract, Contracts, Service } from './contract.ts'
import { documentId } from './document-id.ts'
import { packagedServices } from './load-services.ts'
import type { Services } from './service-description.ts'

/** The documents that meet a condition, in the same order. */
export function documentsWhere(
  known: Contracts,
  isChosen: (contract: Contract) => boolean,
): Contracts {
  return new Map([...known].filter(([, contract]) => isChosen(contract)))
}

/** The documents that a run tests when none are named. */
export function defaultDocuments(known: Contracts): Contracts {
  return documentsWhere(known, ({ isDefault }) => isDefault)
}

/** The documents with these files, as a journal has them; unknown files are ignored. */
export function documentsWithFiles(files: readonly string[], known: Contracts): Contracts {
  return documentsWhere(known, ({ file }) => files.includes(file))
}

/**
 * The documents that a name can mean: the one with this id, or else those with this name in any service,
 * and all of the service with this id.
 */
export function documentsNamed(name: string, known: Contracts): readonly Contract[] {
  const all = [...known.values()]
  const exact = all.filter(({ id }) => id === name)
  if (exact.length > 0) return exact
  return all.filter(({ id, service }) => service === name || id === `${service}/${name}`)
}

/**
 * All services, by default those of the package, each with the chosen ones of its documents. The `used`
 * ones keep all of their documents, as a cloud must have them too.
 */
export function servicesTested(
  chosen: Contracts,
  services: Services = packagedServices(),
  used: readonly Service[] = [],
): Services {
  const ids = new Set([...chosen.values()].map(({ id }) => id))
  return new Map(
    [...services].map(([id, service]) => {
      if (used.includes(id)) return [id, service]
      const documents = service.documents.filter((name) => ids.has(documentId(id, name)))
      return [id, { ...service, documents }]
    }),
  )
}
