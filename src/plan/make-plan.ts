import { DiscoveryError } from '../discover/discovery-error.ts'
import { offeredMicroversions } from '../discover/offered-microversions.ts'
import type { Availability, Target } from '../discover/target.ts'
import type { Reason } from '../judge/verdict.ts'
import { changePoints } from '../openapi/at-version/changes.ts'
import type {
  Contract,
  Contracts,
  OperationId,
  Requirement,
  RequirementId,
  Service,
} from '../openapi/contract.ts'
import { formatRange, type Microversion, type MicroversionRange } from '../openapi/microversion.ts'
import type { CaseId, PlannedCase } from './case.ts'
import { pickMicroversions, type Selection } from './pick-microversions.ts'

/** What planning needs of a scenario. */
export interface ScenarioSummary {
  readonly title: string
}

export interface PlanRequest {
  readonly contracts: Contracts
  readonly target: Target
  readonly scenarios: ReadonlyMap<RequirementId, ScenarioSummary>
  readonly selection: Selection
  /** Whether a requirement is wanted at all: `--requirement`, `--operation`. */
  readonly wanted: (requirement: RequirementId, operation: OperationId) => boolean
}

/**
 * The cases of a run: every wanted requirement of the contracts at every chosen microversion. Cases
 * that cannot run are included, with their verdict and its reason, so the number of cases does not
 * depend on what happens in the run. A service without microversions has one case for each requirement.
 */
export function makePlan(request: PlanRequest): PlannedCase[] {
  return [...request.contracts.values()].flatMap((contract) =>
    contract.operations.flatMap((operation) => {
      const changes = changePoints(contract, operation.id)
      return operation.requirements
        .filter((requirement) => request.wanted(requirement.id, operation.id))
        .flatMap((requirement) => casesOf(request, contract, requirement, changes))
    }),
  )
}

function casesOf(
  request: PlanRequest,
  contract: Contract,
  requirement: Requirement,
  changes: readonly Microversion[],
): PlannedCase[] {
  const { target, selection, scenarios } = request
  const title = scenarios.get(requirement.id)?.title ?? requirement.when
  if (contract.range === undefined) {
    const settled = settle(request, requirement)
    return [{ ...plannedCase(requirement, title, undefined), ...(settled && { settled }) }]
  }
  const offered = offeredBy(target, contract.service)
  const versions = pickMicroversions(
    selection,
    requirement.range,
    offered,
    requirement.changes ?? changes,
  )
  if (versions.length === 0) {
    const message =
      `the requirement applies at ${formatRange(requirement.range)}, ` +
      `the target offers ${offered.min}–${offered.max}` +
      (selection.kind === 'listed' ? ', and no chosen version is in both' : '')
    return [
      {
        ...plannedCase(requirement, title, undefined),
        settled: {
          verdict: 'not-applicable',
          reason: { code: 'microversion-not-offered', message },
        },
      },
    ]
  }
  const settled = settle(request, requirement)
  return versions.map((version) => ({
    ...plannedCase(requirement, title, version),
    ...(settled && { settled }),
  }))
}

function offeredBy({ identity }: Target, service: Service): Required<MicroversionRange> {
  const offered = offeredMicroversions(identity, service)
  if (offered !== undefined) return offered
  throw new DiscoveryError(
    `nothing is known of the microversions of ${service} that ${identity.name} offers`,
    `leave its documents out, or describe it in specs/${service}/service.yaml as one without`,
  )
}

function plannedCase(
  requirement: Requirement,
  title: string,
  microversion: Microversion | undefined,
): PlannedCase {
  const { id, operation, status, level, persona } = requirement
  return {
    id: `${id}@${microversion ?? '-'}` as CaseId,
    requirement: id,
    operation,
    status,
    level,
    persona,
    title,
    ...(microversion && { microversion }),
  }
}

/** The verdict of the cases of a requirement that cannot run; undefined when they can. */
function settle(
  { target, scenarios }: PlanRequest,
  requirement: Requirement,
): PlannedCase['settled'] {
  if (!scenarios.has(requirement.id)) {
    return notTested('no-scenario', 'no scenario tests this requirement yet')
  }
  const persona = target.personas[requirement.persona]
  if (!persona.available) return unavailable(persona, 'missing-persona')
  for (const need of requirement.needs) {
    const feature = target.features[need]
    if (feature === undefined) throw new TypeError(`no service describes the feature ${need}`)
    if (!feature.available) return unavailable(feature, 'missing-feature')
  }
  const role = requirement.persona === 'reader' || requirement.persona === 'guest'
  if (role && requirement.status === 403 && target.restrictsRoles === false) {
    return notTested(
      'persona-not-restricted',
      `the cloud's policies allow the ${requirement.persona} what this requirement expects to be refused`,
    )
  }
  return undefined
}

function unavailable(
  availability: Extract<Availability, { available: false }>,
  code: Reason['code'],
): PlannedCase['settled'] {
  return 'declaredAbsent' in availability
    ? { verdict: 'not-applicable', reason: { code: 'feature-absent', message: availability.why } }
    : notTested(code, availability.why)
}

function notTested(code: Reason['code'], message: string): PlannedCase['settled'] {
  return { verdict: 'not-tested', reason: { code, message } }
}
