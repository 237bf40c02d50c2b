import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { documentsWithFiles } from '../../src/openapi/choose-documents.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { requirementsIn } from '../../src/openapi/requirements-in.ts'
import type { Results } from './results-schema.ts'

/** How many promises a run is about, and how many its documents make. */
export function scopeOf({
  planned,
  suite,
}: Pick<RunRecord, 'planned' | 'suite'>): Results['scope'] {
  const files = suite.specs.map(({ document }) => document)
  const made = requirementsIn(documentsWithFiles(files, packagedContracts())).map(({ id }) => id)
  const promises = new Set(planned.map(({ requirement }) => requirement)).size
  // For a document that this version does not know, the number of left out promises is unknown.
  return { promises, of: Math.max(promises, new Set(made).size) }
}

/**
 * The verdict in words for people: a run of a part of the promises is never `conformant` alone, but
 * `conformant in 30 of 555 promises`.
 */
export function verdictText({ verdict, scope }: Pick<Results, 'verdict' | 'scope'>): string {
  const { promises, of } = scope
  if (promises >= of) return verdict
  return verdict === 'conformant'
    ? `${verdict} in ${promises} of ${of} promises`
    : `${verdict} (a run of ${promises} of ${of} promises)`
}
