import { defaultDocuments } from '../../src/openapi/choose-documents.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'

/** The documents by which tools are compared: those that a run of Attest tests by default. */
export const comparedDocuments: Contracts = defaultDocuments(packagedContracts())
