import type { Contract, Contracts, Service } from './contract.ts'
import { documentId } from './document-id.ts'
import { packagedServices } from './load-services.ts'
import type { Services } from './service-description.ts'

/** Those of the documents that hold a condition, in the same order. */
export function documentsWhere(
  known: Contracts,
  isChosen: (contract: Contract) => boolean,
): Contracts {
  return new Map([...known].filter(([, contract]) => isChosen(contract)))
}

/** The documents of a run that names none. */
export function defaultDocuments(known: Contracts): Contracts {
  return documentsWhere(known, ({ isDefault }) => isDefault)
}

/** The documents with these files, such as a journal names them; those that are not known are left out. */
export function documentsWithFiles(files: readonly string[], known: Contracts): Contracts {
  return documentsWhere(known, ({ file }) => files.includes(file))
}

/**
 * The documents that a name may stand for: the one with this id, or else those that are called so
 * without their service, and those of the service that is called so.
 */
export function documentsNamed(name: string, known: Contracts): readonly Contract[] {
  const all = [...known.values()]
  const exact = all.filter(({ id }) => id === name)
  if (exact.length > 0) return exact
  return all.filter(({ id, service }) => service === name || id === `${service}/${name}`)
}

/**
 * All services, by default those of the package, each with those of its documents that are chosen; the
 * `used` ones with all that they have, for they must be there as well.
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
