import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { documentsWithFiles } from '../../src/openapi/choose-documents.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'

/** The documents by which a run was judged, as far as this version of Attest has them. */
export function contractsOfRun({ suite }: Pick<RunRecord, 'suite'>): Contracts {
  const files = suite.specs.map(({ document }) => document)
  return documentsWithFiles(files, packagedContracts())
}
