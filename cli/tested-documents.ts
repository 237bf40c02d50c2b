import type { RunRecord } from '../src/journal/record/run-record.ts'
import { documentsWithFiles } from '../src/openapi/choose-documents.ts'
import type { Contracts } from '../src/openapi/contract.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { chosenDocuments } from '../src/settings/chosen-documents.ts'
import type { Settings } from '../src/settings/settings.ts'
import { settingsOf } from './command-settings.ts'
import type { ScopeFlags, TargetFlags } from './target-options.ts'

/** What a command is about: its settings, and the documents that they choose. */
export interface Tested {
  readonly settings: Settings
  readonly contracts: Contracts
}

/** Throws SettingsError for settings that are none, and for a document that there is not. */
export function testedBy(flags: TargetFlags & ScopeFlags): Tested {
  const settings = settingsOf(flags)
  return { settings, contracts: chosenDocuments(settings, packagedContracts()) }
}

/** The documents that a run was judged by, as far as this version of Attest has them. */
export function contractsOfRun({ suite }: Pick<RunRecord, 'suite'>): Contracts {
  const files = suite.specs.map(({ document }) => document)
  return documentsWithFiles(files, packagedContracts())
}
