import { type Service, serviceOf } from '../../src/openapi/contract.ts'
import {
  compareMicroversions,
  isMicroversion,
  type Microversion,
} from '../../src/openapi/microversion.ts'
import { contracts } from '../answers/contracts.ts'
import { type SpokenMicroversions, spokenIn } from '../answers/spoken-microversions.ts'
import type { Fault, Tamper } from '../fault.ts'
import { type HeaderMap, headerOf } from '../proxy/message.ts'

const MODERN = 'openstack-api-version'

/** Wrong ways to read the microversion of a request. */
interface Misreading {
  readonly slug: string
  readonly does: string
  /** By service; none if the service makes no such promise. */
  readonly violates: readonly string[]
  /** The headers that the service acts on; undefined where it reads correctly. */
  readonly headers: (headers: HeaderMap, spoken: SpokenMicroversions) => HeaderMap | undefined
}

const asked = (headers: HeaderMap, { name: word }: SpokenMicroversions): string | undefined =>
  headerOf(headers, MODERN)
    ?.split(',')
    .map((entry) => entry.trim().split(/\s+/))
    .find(([name]) => name === word)?.[1]

const legacyOf = ({ legacyHeader }: SpokenMicroversions): string | undefined =>
  legacyHeader?.toLowerCase()

const without = (headers: HeaderMap, ...names: readonly (string | undefined)[]): HeaderMap =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))

const saying = (headers: HeaderMap, spoken: SpokenMicroversions, version: string): HeaderMap => ({
  ...without(headers, MODERN, legacyOf(spoken)),
  [MODERN]: `${spoken.name} ${version}`,
})

const MISREADINGS: readonly Misreading[] = [
  {
    slug: 'microversion-ignored',
    does: 'answers every request at its oldest microversion',
    violates: ['compute.list:200:version-headers', 'compute.*:200:*', 'block-storage.*:200:*'],
    headers: (headers, spoken) =>
      asked(headers, spoken) === undefined ? undefined : without(headers, MODERN),
  },
  {
    slug: 'latest-not-known',
    does: 'takes latest for its oldest microversion',
    violates: ['compute.list:200:latest', 'block-storage.list:200:latest-microversion'],
    headers: (headers, spoken) =>
      asked(headers, spoken) === 'latest' ? saying(headers, spoken, spoken.range.min) : undefined,
  },
  {
    slug: 'newest-by-default',
    does: 'answers at its newest microversion who names none',
    violates: ['compute.list:200:no-microversion', 'block-storage.*:404:no-version-header'],
    headers: (headers, spoken) =>
      headerOf(headers, MODERN) === undefined &&
      headerOf(headers, legacyOf(spoken) ?? '') === undefined
        ? saying(headers, spoken, spoken.range.max)
        : undefined,
  },
  {
    slug: 'newer-than-newest-taken',
    does: 'answers at its newest microversion who asks for a newer one',
    violates: ['compute.list:406:above-maximum', 'block-storage.list:406:microversion-too-new'],
    headers: (headers, spoken) => {
      const version = asked(headers, spoken)
      const isNewer =
        version !== undefined &&
        isMicroversion(version) &&
        compareMicroversions(version, spoken.range.max) > 0
      return isNewer ? saying(headers, spoken, spoken.range.max) : undefined
    },
  },
  {
    slug: 'older-than-oldest-taken',
    does: 'answers at its oldest microversion who asks for an older one',
    violates: ['compute.list:406:below-minimum', 'block-storage.list:406:microversion-too-old'],
    headers: (headers, spoken) => {
      const version = asked(headers, spoken)
      const isOlder =
        version !== undefined &&
        isMicroversion(version) &&
        compareMicroversions(version, spoken.range.min) < 0
      return isOlder ? saying(headers, spoken, spoken.range.min) : undefined
    },
  },
  {
    slug: 'malformed-microversion-taken',
    does: 'answers at its oldest microversion who asks for what is none',
    violates: [
      'compute.list:400:malformed-microversion',
      'block-storage.list:400:malformed-microversion',
    ],
    headers: (headers, spoken) => {
      const version = asked(headers, spoken)
      const isOdd = version !== undefined && version !== 'latest' && !isMicroversion(version)
      return isOdd ? saying(headers, spoken, spoken.range.min) : undefined
    },
  },
  {
    slug: 'legacy-header-ignored',
    does: 'does not read the header of before 2.27',
    violates: ['compute.list:200:legacy-header'],
    headers: (headers, spoken) => {
      const legacy = legacyOf(spoken)
      return legacy !== undefined && legacy in headers ? without(headers, legacy) : undefined
    },
  },
  {
    slug: 'legacy-header-first',
    does: 'believes the header of before 2.27 more than the newer one',
    violates: ['compute.list:200:both-headers'],
    headers: (headers, spoken) => {
      const legacy = headerOf(headers, legacyOf(spoken) ?? '')
      return legacy !== undefined && MODERN in headers ? saying(headers, spoken, legacy) : undefined
    },
  },
]

/** Faults of each step in which a service finds the microversion of a request. */
export function negotiationFaults(): Fault[] {
  return services().flatMap(({ service, title, spoken }) =>
    MISREADINGS.flatMap(({ slug, does, violates, headers }): Fault[] => {
      const own = violates.filter((glob) => glob.startsWith(`${service}.`))
      if (own.length === 0) return []
      return [
        {
          id: `${service}/${slug}`,
          kind: 'microversion',
          sentence: `${title} ${does}`,
          violates: own,
          means: { tamper: () => reading(service, spoken, headers) },
        },
      ]
    }),
  )
}

interface SpeakingService {
  readonly service: Service
  readonly title: string
  readonly spoken: SpokenMicroversions
}

/** The services with microversions: each once, however many documents it has. */
function services(): readonly SpeakingService[] {
  const speaking = new Map<Service, SpeakingService>()
  for (const contract of contracts.values()) {
    const { service, description } = contract
    const spoken = spokenIn(contract)
    if (spoken === undefined) continue
    const before = speaking.get(service)?.spoken.range ?? spoken.range
    const range = {
      min: older(before.min, spoken.range.min),
      max: newer(before.max, spoken.range.max),
    }
    speaking.set(service, { service, title: description.title, spoken: { ...spoken, range } })
  }
  return [...speaking.values()]
}

const older = (a: Microversion, b: Microversion) => (compareMicroversions(a, b) <= 0 ? a : b)
const newer = (a: Microversion, b: Microversion) => (compareMicroversions(a, b) >= 0 ? a : b)

function reading(
  service: Service,
  spoken: SpokenMicroversions,
  read: Misreading['headers'],
): Tamper {
  return async (passing, { forward, meet }) => {
    const { operation } = passing
    const isOf = operation !== undefined && serviceOf(operation) === service
    const headers = isOf ? read(passing.headers, spoken) : undefined
    if (headers === undefined) return await forward()
    meet()
    return await forward({ headers })
  }
}
