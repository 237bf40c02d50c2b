import { type BrokenCall, brokenCallOf } from '../../reports/findings/broken-call.ts'
import type { Finding } from '../../reports/findings/finding.ts'
import { findingNamed, findingsOf } from '../../reports/findings/findings.ts'
import { packagedLookup } from '../../reports/operation-lookup.ts'
import { shortened } from '../../reports/text/escape-controls.ts'
import { readJournal } from '../../src/journal/read-journal.ts'
import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { scenarios } from '../../suites/suites.ts'
import { meansReferenceCloud, wasEmbedded } from '../embedded.ts'
import { UsageError } from '../errors/usage-error.ts'
import { contractsOfRun } from '../scope/contracts-of-run.ts'
import { findRunDirectory } from '../steps/run-directory.ts'

/** A finding of a run that can be reproduced. */
export interface Reproduced extends BrokenCall {
  /** The cloud is that of the run, unless the given settings name one. */
  readonly settings: Settings
  readonly contracts: Contracts
  readonly finding: Finding
  /** Its first case, in which the call is broken. */
  readonly lead: CaseRecord
}

/**
 * Finds a finding and its broken call. Throws UsageError for a finding that cannot be reproduced, and what
 * reading journals throws.
 */
export async function reproducedOf(
  run: string,
  named: string,
  given: Settings,
): Promise<Reproduced> {
  const record = await readJournal(findRunDirectory(run).journal)
  const finding = findingNamed(findingsOf(record, packagedLookup), named)
  if (finding === undefined) {
    throw new UsageError(
      `${shortened(named, 100)} is no finding of this run; attest show ${run} lists them`,
    )
  }
  const [lead] = finding.cases
  const call = brokenCallOf(finding)
  if (lead === undefined || call === undefined) {
    throw new UsageError(
      `${finding.id} was seen in no call of a case, so there is nothing to arrange; attest show ${run} ${finding.id} has what was seen`,
    )
  }
  if (!scenarios.has(lead.planned.requirement)) {
    throw new UsageError(
      `this version of Attest has no case of ${lead.planned.requirement}: use ${record.suite.version}, which made the run`,
    )
  }
  const isUnnamed = meansReferenceCloud(given) && !wasEmbedded(record.target, given)
  const settings = { ...given, ...(isUnnamed && { cloud: record.target.name }) }
  return { finding, lead, ...call, settings, contracts: contractsOfRun(record) }
}
