import type { Contracts } from '../src/openapi/contract.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { chosenDocuments } from '../src/settings/chosen-documents.ts'
import type { Settings } from '../src/settings/settings.ts'
import { settingsOf } from './command-settings.ts'
import type { ScopeFlags, TargetFlags } from './target-options.ts'

/** The settings of a command, and the documents that they choose. */
export interface Tested {
  readonly settings: Settings
  readonly contracts: Contracts
}

/** Throws SettingsError for invalid settings, and for an unknown document. */
export function testedBy(flags: TargetFlags & ScopeFlags): Tested {
  const settings = settingsOf(flags)
  return { settings, contracts: chosenDocuments(settings, packagedContracts()) }
}
