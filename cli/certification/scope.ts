import { type Profile, parseProfile } from '../../src/attestation/profile.ts'
import { contractsOfProfile } from '../../src/attestation/profile-documents.ts'
import type { Target } from '../../src/discover/target.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { onePerCell } from '../../src/plan/one-per-cell.ts'
import { chosenDocuments } from '../../src/settings/chosen-documents.ts'
import type { RequirementFilter } from '../../src/settings/requirement-filter.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { scenarios } from '../../suites/suites.ts'
import { settingsOf } from '../command-settings.ts'
import { UsageError } from '../errors/usage-error.ts'
import { plan, wantedBy } from '../run-steps/2-plan.ts'
import type { ScopeFlags, TargetFlags } from '../target-options.ts'
import { planOfProfile, wantedInProfile } from './profile-plan.ts'

export interface ScopedFlags extends TargetFlags, ScopeFlags {
  readonly acceptNotTested?: string[]
  readonly strict?: boolean
  readonly waivers?: string
}

/** The scope of a run: chosen by its user, or given by a profile. */
export interface Scope {
  readonly settings: Settings
  /** The documents that are tested. */
  readonly contracts: Contracts
  readonly wanted: RequirementFilter
  readonly planFor: (target: Target) => PlannedCase[]
}

/** Options that would change what a profile tests. */
const EXCLUDED = [
  'document',
  'microversions',
  'requirement',
  'operation',
  'status',
  'level',
  'as',
  'failedOf',
  'quick',
  'acceptNotTested',
  'strict',
  'waivers',
] as const

/**
 * Applies the options and the settings to all documents. Throws UsageError, SettingsError and
 * AttestationError for values that are not possible.
 */
export function scopeOf(flags: ScopedFlags, known: Contracts): Scope {
  const { profile: named } = flags
  if (named === undefined) {
    const settings = settingsOf(flags)
    const contracts = chosenDocuments(settings, known)
    const wanted = wantedBy(flags, contracts, known)
    const { onlyCases } = flags
    const whole = (target: Target) => {
      const cases = plan(target, contracts, settings, wanted)
      return onlyCases === undefined ? cases : cases.filter(({ id }) => onlyCases.has(id))
    }
    const planFor = flags.quick === true ? (target: Target) => onePerCell(whole(target)) : whole
    return { settings, contracts, wanted, planFor }
  }
  const option = EXCLUDED.find((one) => flags[one] !== undefined)
  if (option !== undefined) {
    const spelled = option.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
    throw new UsageError(
      `--${spelled} does not go with --profile, which says what is tested; leave it out`,
    )
  }
  return profileScope(parseProfile(named), flags, known)
}

/** With a profile, only the settings about the target count: neither waivers nor accepted gaps. */
function profileScope(profile: Profile, flags: ScopedFlags, known: Contracts): Scope {
  const settings: Settings = {
    ...settingsOf(flags),
    documents: [],
    waivers: [],
    acceptNotTested: [],
    strict: false,
    selection: { kind: 'changes' },
  }
  return {
    settings,
    contracts: contractsOfProfile(profile, known),
    wanted: wantedInProfile(profile, known),
    planFor: (target) => planOfProfile(profile, target, known, scenarios),
  }
}
