import { type Scope, scopeOf } from '../../api/scope/scope.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { settingsOf } from '../command-settings.ts'
import { UsageError } from '../errors/usage-error.ts'
import type { ScopeFlags, TargetFlags } from '../target-options.ts'

interface ScopedFlags extends TargetFlags, ScopeFlags {
  readonly acceptNotTested?: string[]
  readonly strict?: boolean
  readonly waivers?: string
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
export function scopeOfFlags(flags: ScopedFlags): Scope {
  const option = EXCLUDED.find((one) => flags[one] !== undefined)
  if (flags.profile !== undefined && option !== undefined) {
    const spelled = option.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
    throw new UsageError(
      `--${spelled} does not go with --profile, which says what is tested; leave it out`,
    )
  }
  return scopeOf(flags, settingsOf(flags), packagedContracts())
}
