import { type Contracts, PERSONAS, type Persona } from '../openapi/contract.ts'
import { packagedServices } from '../openapi/load-services.ts'
import { ownValue } from '../own-value.ts'
import type { Asker } from './asker.ts'
import type { Discoverer } from './discoverer.ts'
import { DiscoveryError } from './discovery-error.ts'
import type { Availability, Brings, Target, TargetWishes } from './target.ts'
import { testedServices } from './tested-services.ts'
import { workingMicroversions } from './working-microversions.ts'

/**
 * Finds out which parts of the contracts can be tested on the cloud, with reads only. Each
 * discoverer examines its own service. Throws {@link DiscoveryError} when something that every run
 * needs is missing.
 */
export async function discoverTarget(
  sessions: ReadonlyMap<Persona, Asker>,
  contracts: Contracts,
  wishes: TargetWishes,
  discoverers: readonly Discoverer[],
): Promise<Target> {
  const member = sessions.get('member')
  if (member === undefined) throw new TypeError('discovery needs the session of the member')
  const used = discoverers.map(({ service }) => service)
  const all = await Promise.all(
    discoverers.map(async (discoverer) => ({
      service: discoverer.service,
      ...(await discoverer.discover(member, wishes, sessions)),
    })),
  )
  const brings: Brings = Object.assign({}, ...all.map((one) => one.brings))
  return {
    identity: {
      name: member.config.name,
      authUrl: member.config.authUrl,
      services: testedServices(member, contracts, used),
      personas: PERSONAS.filter((persona) => sessions.has(persona)),
    },
    working: workingMicroversions(member, contracts, used),
    personas: personasOf(sessions),
    features: featuresOf(
      Object.assign({}, ...all.map(({ lacks }) => lacks)),
      Object.assign({}, ...all.map(({ shows }) => shows)),
      wishes.absent,
    ),
    restrictsRoles:
      all.find((one) => one.restrictsRoles !== undefined)?.restrictsRoles ?? 'unknown',
    projectId: member.projectId,
    found: Object.fromEntries(all.map(({ service, found }) => [service, found])),
    ...(Object.keys(brings).length > 0 && { brings }),
    quotaLeft: Object.assign({}, ...all.map(({ quotaLeft }) => quotaLeft)),
  }
}

function personasOf(sessions: ReadonlyMap<Persona, Asker>): Target['personas'] {
  const availability = (persona: Persona): Availability =>
    sessions.has(persona)
      ? { available: true }
      : { available: false, why: `no cloud entry was named for it: --persona ${persona}=ENTRY` }
  return {
    member: availability('member'),
    reader: availability('reader'),
    guest: availability('guest'),
    stranger: availability('stranger'),
    admin: availability('admin'),
    nobody: availability('nobody'),
  }
}

/**
 * The features that the descriptions of the services name. Each is available unless discovery found
 * it missing or the user declared it absent. Throws {@link DiscoveryError} for a declaration that
 * the target contradicts, or that settings do not offer: only a journal that was changed can have one.
 */
function featuresOf(
  lacks: Readonly<Record<string, string>>,
  shows: Readonly<Record<string, string>>,
  absent: TargetWishes['absent'],
): Target['features'] {
  const availability = (feature: string): Availability => {
    const declared = absent.find((one) => one.feature === feature)
    if (declared !== undefined) {
      const why = `declared absent: ${declared.reason}`
      return { available: false, declaredAbsent: true, why }
    }
    const why = lacks[feature]
    return why === undefined ? { available: true } : { available: false, why }
  }
  const all = [...packagedServices().values()].map(({ features }) => features)
  const other = absent.find(
    ({ feature }) => !all.some(({ declarable }) => declarable.includes(feature)),
  )
  if (other !== undefined) {
    const problem = `the feature "${other.feature}" cannot be declared absent`
    throw new DiscoveryError(problem, 'leave it out of absent')
  }
  for (const { feature } of absent) {
    const seen = ownValue(shows, feature)
    if (seen === undefined) continue
    const problem = `"${feature}" is declared absent, and the cloud has it: ${seen}`
    throw new DiscoveryError(problem, 'take it out of absent in attest.yaml')
  }
  const named = all.flatMap(({ declarable, tried }) => [...declarable, ...tried])
  return Object.fromEntries(named.map((feature) => [feature, availability(feature)]))
}
