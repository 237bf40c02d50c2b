import { createHash } from 'node:crypto'
import type { Target } from '../discover/target.ts'
import { type Contract, type Requirement, SERVICES, type Service } from '../openapi/contract.ts'
import {
  compareMicroversions,
  formatRange,
  intersect,
  isMicroversion,
  isWithin,
  type Microversion,
  type MicroversionRange,
} from '../openapi/microversion.ts'
import { ownValue } from '../own-value.ts'
import { didYouMean, nearMisses } from '../settings/near-misses.ts'
import { AttestationError } from './attestation-error.ts'
import { RELEASE_PROFILES } from './release-profiles.ts'

type Ranges = Readonly<Partial<Record<Service, Required<MicroversionRange>>>>

/** What a certificate is about: services and microversions, and the promises that hold there. */
export interface Profile {
  /** As it was named: `zed`, `compute-2.1..2.93`. */
  readonly name: string
  readonly ranges: Ranges
}

const PART = /^(compute|block-storage)-(\d+\.\d+)\.\.(\d+\.\d+)$/

/** Reads the name of a profile. Throws {@link AttestationError}. */
export function parseProfile(name: string): Profile {
  const spelled = ownValue(RELEASE_PROFILES, name.toLowerCase()) ?? name
  const ranges: Partial<Record<Service, Required<MicroversionRange>>> = {}
  for (const part of spelled.split('+')) {
    const [, service, min, max] = PART.exec(part) ?? []
    const known = SERVICES.find((one) => one === service)
    if (known === undefined || !isVersion(min) || !isVersion(max) || ranges[known] !== undefined) {
      throw unknown(name)
    }
    if (compareMicroversions(min, max) > 0) throw unknown(name)
    ranges[known] = { min, max }
  }
  return { name, ranges }
}

/** The promises of a profile, as its contracts have them, in their order. */
export function requirementsOf(
  { ranges }: Profile,
  contracts: ReadonlyMap<Service, Contract>,
): readonly Requirement[] {
  return [...contracts.values()].flatMap(({ service, operations }) => {
    const range = ranges[service]
    const all = operations.flatMap(({ requirements }) => requirements)
    return range === undefined ? [] : all.filter((one) => intersect(one.range, range) !== undefined)
  })
}

/** `sha256:<hex>` of the promises of a profile: whoever adds, drops or changes one changes it. */
export function profileDigest(requirements: readonly Requirement[]): string {
  const lines = requirements.map(({ id, level, range, persona, when }) =>
    JSON.stringify([id, level, formatRange(range), persona, when]),
  )
  return `sha256:${createHash('sha256').update(lines.sort().join('\n')).digest('hex')}`
}

/**
 * The target as far as the profile goes. Throws {@link AttestationError} when the target does not
 * offer all of it, or the contract does not cover it.
 */
export function withinProfile(
  target: Target,
  { name, ranges }: Profile,
  contracts: ReadonlyMap<Service, Contract>,
): Target {
  const { identity } = target
  const offered = { compute: identity.compute, 'block-storage': identity.blockStorage }
  for (const service of SERVICES) {
    const range = ranges[service]
    if (range === undefined) continue
    const contract = contracts.get(service)?.range
    for (const version of [range.min, range.max]) {
      if (contract === undefined || !isWithin(version, contract)) {
        throw new AttestationError(
          `--profile ${name}`,
          `${version} is outside of ${contract ? formatRange(contract) : 'nothing'}, which the contract of ${service} covers`,
        )
      }
      if (!isWithin(version, offered[service])) {
        throw new AttestationError(
          `--profile ${name}`,
          `${identity.name} offers ${formatRange(offered[service])} of ${service}, and not ${version}: name a profile that it can keep`,
        )
      }
    }
  }
  return {
    ...target,
    identity: {
      ...identity,
      compute: ranges.compute ?? identity.compute,
      blockStorage: ranges['block-storage'] ?? identity.blockStorage,
    },
  }
}

function isVersion(text: string | undefined): text is Microversion {
  return text !== undefined && isMicroversion(text)
}

function unknown(name: string): AttestationError {
  const releases = Object.keys(RELEASE_PROFILES)
  return new AttestationError(
    `--profile ${JSON.stringify(name)}`,
    `is no profile: expected a release (${releases.join(', ')}) or ranges such as compute-2.1..2.93+block-storage-3.27..3.70; ${didYouMean(nearMisses(name, releases), 'correct it')}`,
  )
}
