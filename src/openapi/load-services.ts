import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import type { Service } from './contract.ts'
import { ContractError } from './contract-error.ts'
import { digestOf } from './digest.ts'
import { parsePart } from './reading/parse-part.ts'
import { parsedDocument } from './reading/parsed-document.ts'
import { type ServiceDescription, ServiceEntry, type Services } from './service-description.ts'

/** The package's own documents. */
export const SPECS = join(packageRoot, 'specs')

const DESCRIPTION = 'service.yaml'

/** The folder beside the services with what upstream says of them, which only `drift/` reads. */
const FACTS = 'upstream'

/** A name has no dot, which separates it from the rest of operation ids. Identity has no folder. */
const NAME = /^(?!identity$)[a-z][a-z0-9-]*$/

/** The form of a document's file name. It has no plus, which joins the parts of a profile. */
const DOCUMENT = /^[a-z][a-z0-9_-]*\.yaml$/

/** Reads the `service.yaml` in the folder of a service. Throws {@link ContractError}. */
export function loadService(folder: string): ServiceDescription {
  const id = basename(folder)
  const file = `${id}/${DESCRIPTION}`
  if (!NAME.test(id)) {
    throw new ContractError(
      file,
      undefined,
      'expected a folder named as the service, of small letters, digits and hyphens',
    )
  }
  const bytes = contractBytes(join(folder, DESCRIPTION), file)
  const entry = parsePart(ServiceEntry, parsedDocument(bytes, digestOf(bytes), file), file, '')
  return { id, ...entry, documents: documentsIn(folder, id) }
}

/**
 * Reads the `service.yaml` of each folder of `specs/`. Throws {@link ContractError}; also when two
 * services have a catalog type, a prefix of settings or a name for microversions in common.
 */
export function loadServices(directory: string): Services {
  const services: ServiceDescription[] = []
  for (const name of foldersIn(directory)) {
    const service = loadService(join(directory, name))
    for (const other of services) refuseSharedNames(service, other)
    services.push(service)
  }
  services.sort((a, b) => a.order - b.order)
  return new Map(services.map((service) => [service.id, service]))
}

let packaged: Services | undefined

/** The services of the package's own `specs/`, read once. Throws {@link ContractError}. */
export function packagedServices(): Services {
  packaged ??= loadServices(SPECS)
  return packaged
}

/** Reads a file of a contract. Throws {@link ContractError}. */
export function contractBytes(path: string, file: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new ContractError(file, undefined, `cannot be read (${code}): ${path}`)
  }
}

function foldersIn(directory: string): readonly string[] {
  const entries = readdirSync(directory, { withFileTypes: true })
  const isService = (entry: Dirent) => entry.isDirectory() && entry.name !== FACTS
  return entries.flatMap((entry) => (isService(entry) ? [entry.name] : [])).sort()
}

function documentsIn(folder: string, service: Service): readonly string[] {
  const isDocument = (name: string) => name.endsWith('.yaml') && name !== DESCRIPTION
  const documents = readdirSync(folder).filter(isDocument).sort()
  const odd = documents.find((name) => !DOCUMENT.test(name))
  if (odd === undefined) return documents
  throw new ContractError(
    `${service}/${odd}`,
    undefined,
    'expected a file named in small letters, digits, hyphens and underscores',
  )
}

function refuseSharedNames(service: ServiceDescription, other: ServiceDescription): void {
  const names = ({ catalogTypes, settingPrefixes, microversions }: ServiceDescription) => ({
    'catalog-types': catalogTypes,
    'setting-prefixes': settingPrefixes,
    microversions: microversions === undefined ? [] : [microversions.name],
  })
  const theirs = Object.entries(names(other))
  for (const [key, own] of Object.entries(names(service))) {
    const taken = theirs.find(([name]) => name === key)?.[1] ?? []
    const shared = own.find((name) => taken.includes(name))
    if (shared === undefined) continue
    throw new ContractError(
      `${service.id}/${DESCRIPTION}`,
      `/${key}`,
      `"${shared}" is that of ${other.id} already: name another`,
    )
  }
}
