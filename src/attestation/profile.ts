import { createHash } from 'node:crypto'
import { offeredMicroversions, offeringOnly } from '../discover/offered-microversions.ts'
import type { Target } from '../discover/target.ts'
import type { Contract, Contracts, Requirement, Service } from '../openapi/contract.ts'
import { contractsOfService } from '../openapi/contracts-of-service.ts'
import { packagedServices } from '../openapi/load-services.ts'
import {
  compareMicroversions,
  formatRange,
  intersect,
  isMicroversion,
  isWithin,
  type Microversion,
  type MicroversionRange,
} from '../openapi/microversion.ts'
import type { Services } from '../openapi/service-description.ts'
import { ownValue } from '../own-value.ts'
import { didYouMean, nearMisses } from '../patterns/near-misses.ts'
import { AttestationError } from './attestation-error.ts'
import { RELEASE_PROFILES } from './release-profiles.ts'

type Ranges = Readonly<Record<Service, Required<MicroversionRange>>>

/** What a certificate is about: services and microversions, and the promises that hold there. */
export interface Profile {
  /** As it was named: `zed`, `compute-2.1..2.93`. */
  readonly name: string
  readonly ranges: Ranges
}

const PART = /^([a-z][a-z0-9-]*)-(\d+\.\d+)\.\.(\d+\.\d+)$/

/** Reads the name of a profile. Throws {@link AttestationError}; also for a service without microversions. */
export function parseProfile(name: string, services: Services = packagedServices()): Profile {
  const spelled = ownValue(RELEASE_PROFILES, name.toLowerCase()) ?? name
  const ranges: Record<Service, Required<MicroversionRange>> = {}
  for (const part of spelled.split('+')) {
    const [, service = '', min, max] = PART.exec(part) ?? []
    const isKnown = services.get(service)?.microversions !== undefined
    if (!isKnown || !isVersion(min) || !isVersion(max) || Object.hasOwn(ranges, service)) {
      throw unknown(name)
    }
    if (compareMicroversions(min, max) > 0) throw unknown(name)
    ranges[service] = { min, max }
  }
  return { name, ranges }
}

/** The promises of a profile, as its contracts have them, in their order. */
export function requirementsOf({ ranges }: Profile, contracts: Contracts): readonly Requirement[] {
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
  contracts: Contracts,
): Target {
  const { identity } = target
  for (const [service, range] of Object.entries(ranges)) {
    const documents = contractsOfService(contracts, service)
    const offered = offeredMicroversions(identity, service)
    if (documents.length === 0 || offered === undefined) {
      throw new AttestationError(
        `--profile ${name}`,
        `there is no ${documents.length === 0 ? 'contract' : 'target'} of ${service}: leave it out of the profile`,
      )
    }
    for (const version of [range.min, range.max]) {
      const other = documents.find((contract) => !covers(contract, version))
      if (other !== undefined) {
        throw new AttestationError(
          `--profile ${name}`,
          `${version} is outside of ${other.range ? formatRange(other.range) : 'nothing'}, which the contract of ${service} covers`,
        )
      }
      if (!isWithin(version, offered)) {
        throw new AttestationError(
          `--profile ${name}`,
          `${identity.name} offers ${formatRange(offered)} of ${service}, and not ${version}: name a profile that it can keep`,
        )
      }
    }
  }
  return { ...target, identity: offeringOnly(identity, ranges) }
}

function covers({ range }: Contract, version: Microversion): boolean {
  return range !== undefined && isWithin(version, range)
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
