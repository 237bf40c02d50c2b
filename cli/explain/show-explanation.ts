import { plan } from '../../api/steps/2-plan.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { requirementsElsewhere, requirementsLike } from '../../src/settings/requirement-filter.ts'
import { scenarios } from '../../suites/suites.ts'
import type { ScopeFlags, TargetFlags } from '../target-options.ts'
import { type Tested, testedBy } from '../tested-documents.ts'
import { withTarget } from '../with-target.ts'
import { type Explanation, explain } from './explanation.ts'
import { explanationText } from './explanation-text.ts'

interface OnTarget {
  readonly name: string
  readonly cases: readonly PlannedCase[]
}

/** `attest explain`: prints the explanations of the requirements that match an id or a glob. */
export async function showExplanation(
  pattern: string,
  flags: TargetFlags & ScopeFlags,
): Promise<void> {
  const tested = testedBy(flags)
  const explanations = explanationsLike(pattern, tested.contracts, packagedContracts())
  const isOnTarget = flags.cloud !== undefined || flags.release !== undefined
  const target = isOnTarget ? await onTarget(flags, tested) : undefined
  const entries = explanations.map((explanation) => {
    const cases = target?.cases.filter(({ requirement }) => requirement === explanation.id)
    return { explanation, ...(target && { target: { name: target.name, cases: cases ?? [] } }) }
  })
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify(
          entries.map(({ explanation, target: on }) => ({
            ...explanation,
            ...(on && { target: on }),
          })),
          undefined,
          2,
        )}\n`
      : `${entries.map(({ explanation, target: on }) => explanationText(explanation, on).join('\n')).join('\n\n')}\n`,
  )
}

/**
 * Throws SettingsError where no requirement matches, and says whether one of another document does.
 */
export function explanationsLike(
  pattern: string,
  contracts: Contracts,
  packaged: Contracts = contracts,
): readonly Explanation[] {
  const known = [...contracts.values()].flatMap((contract) =>
    contract.operations.flatMap((operation) =>
      operation.requirements.map((requirement) => ({ contract, operation, requirement })),
    ),
  )
  const like = new Set(
    requirementsLike(
      pattern,
      known.map(({ requirement }) => requirement.id),
      requirementsElsewhere(contracts, packaged),
    ),
  )
  return known
    .filter(({ requirement }) => like.has(requirement.id))
    .map(({ contract, operation, requirement }) =>
      explain(contract, operation, requirement, scenarios.get(requirement.id)),
    )
}

function onTarget(flags: TargetFlags & ScopeFlags, tested: Tested): Promise<OnTarget> {
  return withTarget(flags, tested, ({ target, contracts, settings }) => ({
    name: target.identity.name,
    cases: plan(target, contracts, settings, () => true),
  }))
}
