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
import { plan, wantedBy } from '../steps/2-plan.ts'
import type { PlanRequest } from './plan-request.ts'
import { planOfProfile, wantedInProfile } from './profile-plan.ts'

/** The scope of a run: chosen by its user, or given by a profile. */
export interface Scope {
  readonly settings: Settings
  /** The documents that are tested. */
  readonly contracts: Contracts
  readonly wanted: RequirementFilter
  readonly planFor: (target: Target) => PlannedCase[]
}

/**
 * Applies a request and the settings to the documents: those that the settings choose, unless `chosen`
 * is given. Throws UsageError, SettingsError and AttestationError for values that are not possible.
 */
export function scopeOf(
  request: PlanRequest,
  settings: Settings,
  known: Contracts,
  chosen?: Contracts,
): Scope {
  const { profile, onlyCases, quick } = request
  if (profile !== undefined) return profileScope(parseProfile(profile), settings, known)
  const contracts = chosen ?? chosenDocuments(settings, known)
  const wanted = wantedBy(request, contracts, known)
  const whole = (target: Target) => {
    const cases = plan(target, contracts, settings, wanted)
    return onlyCases === undefined ? cases : cases.filter(({ id }) => onlyCases.has(id))
  }
  const planFor = quick === true ? (target: Target) => onePerCell(whole(target)) : whole
  return { settings, contracts, wanted, planFor }
}

/** With a profile, only the settings about the target count: neither waivers nor accepted gaps. */
function profileScope(profile: Profile, given: Settings, known: Contracts): Scope {
  const settings: Settings = {
    ...given,
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
