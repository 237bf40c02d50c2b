import { type Contracts, PERSONAS, type Persona, type Service } from '../openapi/contract.ts'
import { coveredMicroversions } from '../openapi/contracts-of-service.ts'
import { packagedContracts } from '../openapi/load-contract.ts'
import { packagedServices } from '../openapi/load-services.ts'
import { intersect, type Microversion } from '../openapi/microversion.ts'
import type { Asker } from './asker.ts'
import type { Discoverer } from './discoverer.ts'
import { DiscoveryError } from './discovery-error.ts'
import type { Availability, Target, TargetWishes, WorkingMicroversions } from './target.ts'

/**
 * Finds out what of the contracts can be tested on the cloud, with reads only: each discoverer what
 * its service has. Throws {@link DiscoveryError} when something that every run needs is missing.
 */
export async function discoverTarget(
  sessions: ReadonlyMap<Persona, Asker>,
  contracts: Contracts,
  wishes: TargetWishes,
  discoverers: readonly Discoverer[],
): Promise<Target> {
  const member = sessions.get('member')
  if (member === undefined) throw new TypeError('discovery needs the session of the member')
  const all = await Promise.all(
    discoverers.map(async (discoverer) => ({
      service: discoverer.service,
      ...(await discoverer.discover(member, wishes, sessions)),
    })),
  )
  return {
    identity: {
      name: member.config.name,
      authUrl: member.config.authUrl,
      endpoints: {
        compute: offerOf(member, 'compute').baseUrl,
        'block-storage': offerOf(member, 'block-storage').baseUrl,
      },
      compute: offerOf(member, 'compute').microversions,
      blockStorage: offerOf(member, 'block-storage').microversions,
      regions: member.regions,
      personas: PERSONAS.filter((persona) => sessions.has(persona)),
    },
    working: workingMicroversions(member, contracts),
    personas: personasOf(sessions),
    features: featuresOf(Object.assign({}, ...all.map(({ lacks }) => lacks)), wishes.absent),
    restrictsRoles:
      all.find((one) => one.restrictsRoles !== undefined)?.restrictsRoles ?? 'unknown',
    projectId: member.projectId,
    found: Object.fromEntries(all.map(({ service, found }) => [service, found])),
    quotaLeft: Object.assign({}, ...all.map(({ quotaLeft }) => quotaLeft)),
  }
}

/**
 * The newest microversions that both the target and the contracts know: of a service of which no
 * document is tested, the contracts are all that the package has.
 */
export function workingMicroversions(
  session: Asker,
  contracts: Contracts,
  packaged: () => Contracts = packagedContracts,
): WorkingMicroversions {
  const newest = (service: Service): Microversion => {
    const { microversions: offered } = offerOf(session, service)
    const known =
      coveredMicroversions(contracts, service) ?? coveredMicroversions(packaged(), service)
    const common = known && intersect(offered, known)
    if (common?.max !== undefined) return common.max
    throw new DiscoveryError(
      `${service} offers ${offered.min}–${offered.max}, of which the contract knows nothing`,
      'check the endpoint, or add the versions to the contract',
    )
  }
  const others = [...contracts.values()].filter(({ range }) => range !== undefined)
  return {
    ...Object.fromEntries(others.map(({ service }) => [service, newest(service)])),
    compute: newest('compute'),
    'block-storage': newest('block-storage'),
  }
}

/** What a service with microversions offers. Throws {@link DiscoveryError} where there is none. */
function offerOf({ versions }: Pick<Asker, 'versions'>, service: Service) {
  const found = versions[service]
  if (found?.microversions !== undefined) {
    return { baseUrl: found.baseUrl, microversions: found.microversions }
  }
  throw new DiscoveryError(
    `${service} shows no microversions`,
    `see what specs/${service}/service.yaml says of its versions`,
  )
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

/** What the descriptions of the services name, unless it was found to be missing or is declared so. */
function featuresOf(
  lacks: Readonly<Record<string, string>>,
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
  const named = [...packagedServices().values()].flatMap(({ features: { declarable, tried } }) => [
    ...declarable,
    ...tried,
  ])
  return Object.fromEntries(named.map((feature) => [feature, availability(feature)]))
}
