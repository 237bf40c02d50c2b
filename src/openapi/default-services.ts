import { defaultDocuments, servicesTested } from './choose-documents.ts'
import { packagedContracts } from './load-contract.ts'
import type { Services } from './service-description.ts'

let services: Services | undefined

/**
 * The services of the package, each with its default documents, which a cloud must have unless others
 * are chosen. Throws ContractError.
 */
export function defaultServices(): Services {
  services ??= servicesTested(defaultDocuments(packagedContracts()))
  return services
}
