import { NotAsRecorded } from '../../../fixtures/core/replay/recollection.ts'
import type { Asker } from '../../../src/discover/asker.ts'
import { discoverTarget } from '../../../src/discover/discover-target.ts'
import { DiscoveryError } from '../../../src/discover/discovery-error.ts'
import { checkProjects } from '../../../src/discover/open-sessions.ts'
import type { PersonaAccess, RunBasis } from '../../../src/journal/events/plan-events.ts'
import { type Contracts, PERSONAS, type Persona } from '../../../src/openapi/contract.ts'
import { MissingEndpointError } from '../../../src/openstack/endpoints/missing-endpoint-error.ts'
import { ServiceVersionsError } from '../../../src/openstack/endpoints/service-versions-error.ts'
import type { Exchange } from '../../../src/openstack/exchange.ts'
import { UnreachableError } from '../../../src/openstack/unreachable-error.ts'
import { discoverersFor, servicesFor } from '../../../suites/suites.ts'
import { firstDifference } from './first-difference.ts'
import { openAgain } from './recorded-asker.ts'
import { RecordedDiscovery } from './recorded-discovery.ts'

/** Errors of discovery for a target on which no run could have begun. */
const NO_TARGET = [
  NotAsRecorded,
  DiscoveryError,
  MissingEndpointError,
  ServiceVersionsError,
  UnreachableError,
]

/**
 * Runs discovery again on the recorded answers: versions, endpoints, personas, projects, image,
 * flavors, volume types, features, roles and quotas must be those of the run basis. Returns the
 * first difference; undefined if there is none.
 */
export async function discoveryDifference(
  basis: RunBasis,
  exchanges: readonly Exchange[],
  contracts: Contracts,
): Promise<string | undefined> {
  try {
    return await difference(basis, new RecordedDiscovery(exchanges), contracts)
  } catch (error) {
    if (!NO_TARGET.some((kind) => error instanceof kind) || !(error instanceof Error)) throw error
    return error.message
  }
}

async function difference(
  basis: RunBasis,
  recorded: RecordedDiscovery,
  contracts: Contracts,
): Promise<string | undefined> {
  const { wishes } = basis
  if (wishes === undefined) {
    return 'it lacks what the user has said of the target: an earlier version of Attest wrote it'
  }
  const personaAccess: Partial<Record<Persona, PersonaAccess>> = {}
  const services = servicesFor(contracts)
  const askers = new Map<Persona, Asker>()
  for (const persona of PERSONAS) {
    const cloud = basis.personaAccess[persona]?.cloud
    if (cloud === undefined) continue
    const { identity, asker } = await openAgain(persona, cloud, recorded, services)
    personaAccess[persona] = identity
    askers.set(persona, asker)
  }
  const [member, asMember] = [askers.get('member'), personaAccess.member]
  if (member === undefined || asMember === undefined) return 'there is no member'
  const { cloud: _, userId: __, ...asNobody } = asMember
  personaAccess.nobody = asNobody
  // The persona nobody sends no requests of its own in discovery.
  askers.set('nobody', { ...member, persona: 'nobody' })
  checkProjects(askers, member)
  const target = await discoverTarget(askers, contracts, wishes, discoverersFor(contracts))
  const place = firstDifference(asWritten({ target, personaAccess }), {
    target: basis.target,
    personaAccess: basis.personaAccess,
  })
  if (place !== undefined) return `${place} does not follow from the answers of discovery`
  const { left } = recorded
  return left && `discovery does not send ${left.request.method} ${left.request.url}`
}

/** The value as it is read back from a journal. */
function asWritten(value: object): unknown {
  return JSON.parse(JSON.stringify(value))
}
