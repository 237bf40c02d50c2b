import { basename, dirname, join } from 'node:path'
import type { OpenAPIV3_1 } from 'openapi-types'
import type { Contract, Contracts } from './contract.ts'
import { digestOf } from './digest.ts'
import { documentId } from './document-id.ts'
import {
  contractBytes,
  loadService,
  loadServices,
  packagedServices,
  SPECS,
} from './load-services.ts'
import { checkDocument } from './reading/check-document.ts'
import { documentRange } from './reading/document-range.ts'
import { DocumentFrame } from './reading/extensions.ts'
import { parsePart } from './reading/parse-part.ts'
import { checkedContract, parsedDocument } from './reading/parsed-document.ts'
import { readErrata } from './reading/read-errata.ts'
import { readExclusions } from './reading/read-exclusions.ts'
import { readOperations } from './reading/read-operations.ts'
import { refuseNamesTwice } from './reading/unique-names.ts'
import type { ServiceDescription } from './service-description.ts'

/**
 * Reads one contract document and checks it; the `service.yaml` in its folder describes the service.
 * Throws {@link ContractError} with the file and the JSON pointer of what is wrong.
 */
export function loadContract(
  path: string,
  description: ServiceDescription = loadService(dirname(path)),
): Contract {
  const service = description.id
  const file = `${service}/${basename(path)}`
  const id = documentId(service, basename(path))
  const bytes = contractBytes(path, file)
  const digest = digestOf(bytes)
  const checked = checkedContract(digest, description)
  if (checked !== undefined) return { ...checked, id, file }
  const frame = parsePart(DocumentFrame, parsedDocument(bytes, digest, file), file, '')
  const range = documentRange(frame, description, file)
  checkDocument(frame, file, range, new Set(frame['x-errata'].map(({ id }) => id)))
  const operations = readOperations(frame, service, file)
  return {
    id,
    service,
    file,
    isDefault: frame['x-openstack'].default ?? false,
    digest,
    title: frame.info.title,
    ...(range && { range }),
    description,
    // The tests of `specs/` check that the document is OpenAPI 3.1.
    document: frame as unknown as OpenAPIV3_1.Document,
    operations,
    errata: readErrata(frame, file, operations),
    exclusions: readExclusions(frame, file, operations),
  }
}

let packaged: Contracts | undefined

/** The documents of the package's own `specs/`, read once. Throws {@link ContractError}. */
export function packagedContracts(): Contracts {
  packaged ??= loadContracts()
  return packaged
}

/**
 * Reads every document of a folder's services, by default those of the package's `specs/`.
 * Throws {@link ContractError}; also when two documents of a service use one name.
 */
export function loadContracts(directory: string = SPECS): Contracts {
  const services = directory === SPECS ? packagedServices() : loadServices(directory)
  const contracts = [...services.values()].flatMap((service) =>
    service.documents.map((name) => loadContract(join(directory, service.id, name), service)),
  )
  refuseNamesTwice(contracts)
  return new Map(contracts.map((contract) => [contract.file, contract]))
}
