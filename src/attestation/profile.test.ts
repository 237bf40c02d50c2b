import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SAMPLE_TARGET } from '../discover/sample-target.ts'
import type { Contracts } from '../openapi/contract.ts'
import { loadContracts, packagedContracts } from '../openapi/load-contract.ts'
import { loadServices } from '../openapi/load-services.ts'
import { microversion } from '../openapi/microversion.ts'
import { inSpecs } from '../openapi/testing/sample-contract.ts'
import { THREE_SERVICES } from '../openapi/testing/sample-services.ts'
import { parseProfile } from './profile.ts'
import {
  contractsOfProfile,
  documentsOfProfile,
  profileDigest,
  requirementsOf,
  targetWithin,
} from './profile-documents.ts'
import { packagedReleases } from './releases.ts'

const { contracts, services } = inSpecs(THREE_SERVICES, (specs) => ({
  contracts: loadContracts(specs),
  services: loadServices(specs),
}))
const RELEASES = new Map([
  ['lake', parseProfile('compute-2.1..2.60+pictures', services, new Map()).parts],
])
const parse = (name: string) => parseProfile(name, services, RELEASES)

describe('the name of a profile', () => {
  it.each([
    ['compute-2.1..2.60'],
    ['compute/oars-2.1..2.60'],
    ['pictures'],
    ['pictures/frames'],
    ['compute-2.1..2.60+compute/boats-2.10..2.120+block-storage-3.0..3.9+pictures/frames'],
  ])('may be %s', (name) => {
    expect(parse(name).name).toBe(name)
  })

  it('has one spelling, whatever the order of its parts', () => {
    const parts = [
      'compute-2.1..2.60',
      'compute/boats-2.1..2.9',
      'compute/oars-2.1..2.9',
      'block-storage-3.0..3.9',
      'block-storage/sheds-3.0..3.10',
      'pictures',
      'pictures/frames',
    ]
    fc.assert(
      fc.property(
        fc.subarray(parts, { minLength: 1 }),
        fc.infiniteStream(fc.nat()),
        (some, keys) => {
          const order = new Map(some.map((part) => [part, keys.next().value ?? 0]))
          const mixed = [...some].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
          expect(parse(mixed.join('+')).name).toBe(some.join('+'))
        },
      ),
    )
  })

  it('may be a release, in upper or lower case', () => {
    expect(parse('LAKE')).toEqual({ name: 'lake', parts: RELEASES.get('lake') })
  })

  it.each([
    ['', 'correct it'],
    ['lak', 'did you mean lake?'],
    ['compute', 'add the microversions of compute'],
    ['compute-2.1', 'correct it'],
    ['compute-2.9..2.1', 'correct the range of compute'],
    ['compute-2.01..2.2', 'correct the range of compute'],
    ['compute-2.1..2.2+compute-2.3..2.4', 'name compute once'],
    ['compute/oar-2.1..2.2', 'did you mean compute/oars?'],
    ['compute/frames-2.1..2.2', 'did you mean compute/boats or compute/oars?'],
    ['identity-3.0..3.1', 'correct it'],
    ['pictures-1.0..1.1', 'pictures has no microversions: leave the range out'],
    ['pictures/frames-1.0..1.1', 'pictures has no microversions: leave the range out'],
    ['constructor', 'correct it'],
  ])('is not %j', (name, advice) => {
    expect(() => parse(name)).toThrow(
      `is no profile: expected a release (lake) or ranges such as compute-2.1..2.60+pictures; ${advice}`,
    )
  })
})

describe('a profile', () => {
  const files = (name: string) => [...contractsOfProfile(parse(name), contracts).keys()]
  const offering = (title: string, min: string, max: string) => ({
    title,
    endpoint: `https://${title.toLowerCase()}.example`,
    microversions: { min: microversion(min), max: microversion(max) },
  })
  const services = {
    compute: offering('Compute', '2.1', '2.60'),
    'block-storage': offering('Sheds', '3.0', '3.10'),
    pictures: { title: 'Pictures', endpoint: 'https://pictures.example' },
  }
  const target = {
    ...SAMPLE_TARGET,
    identity: { ...SAMPLE_TARGET.identity, name: 'lake', services },
  }

  it('covers the default documents of its services, and those that it names', () => {
    expect(files('compute-2.1..2.60')).toEqual(['compute/oars.yaml'])
    expect(files('compute-2.1..2.60+compute/boats-2.1..2.9')).toEqual([
      'compute/boats.yaml',
      'compute/oars.yaml',
    ])
    expect(files('pictures/frames')).toEqual(['pictures/frames.yaml'])
  })

  it('is refused where a part covers no document, or two parts cover the same', () => {
    expect(() => files('pictures')).toThrow(
      '--profile pictures: covers no document with pictures: name one of pictures/frames',
    )
    expect(() => files('compute-2.1..2.60+compute/oars-2.1..2.9')).toThrow(
      'covers compute/oars with compute and compute/oars: leave one of them out',
    )
  })

  it('has each document at its own microversions', () => {
    const profile = parse('compute-2.1..2.60+compute/boats-2.1..2.9+pictures/frames')
    const maxima = documentsOfProfile(profile, contracts).map((document) => [
      document.contract.id,
      targetWithin(target, document, profile).identity.services.compute?.microversions?.max,
    ])
    expect(maxima).toEqual([
      ['compute/boats', '2.9'],
      ['compute/oars', '2.60'],
      ['pictures/frames', '2.60'],
    ])
    expect(requirementsOf(profile, contracts).map(({ id }) => id)).toContain(
      'pictures.hang:200:done',
    )
  })

  it('is refused where a document or the target does not have its whole range', () => {
    const within = (name: string) => () =>
      documentsOfProfile(parse(name), contracts).map((one) =>
        targetWithin(target, one, parse(name)),
      )
    expect(within('compute-2.1..2.100')).toThrow(
      '2.100 is outside of 2.1–2.90, which the contract compute/oars covers',
    )
    expect(within('compute/boats-2.1..2.100')).toThrow(
      'lake offers 2.1–2.60 of compute, and not 2.100',
    )
    expect(within('block-storage-3.0..3.20')).toThrow('lake offers 3.0–3.10 of block-storage')
  })
})

describe('a profile of the package', () => {
  const known: Contracts = packagedContracts()
  const idsOf = (name: string) => requirementsOf(parseProfile(name), known).map(({ id }) => id)

  it.each([...packagedReleases().keys()])('of %s has promises of both services', (name) => {
    const own = new Set(idsOf(name).map((id) => id.split('.')[0]))
    expect([...own].sort()).toEqual(['block-storage', 'compute'])
    expect(
      [...contractsOfProfile(parseProfile(name), known).values()].every((one) => one.isDefault),
    ).toBe(true)
  })

  it('has the promises that apply somewhere in its range, and no others', () => {
    expect(idsOf('block-storage-3.27..3.43')).not.toContain('block-storage.complete:204:completed')
    expect(idsOf('block-storage-3.27..3.44')).toContain('block-storage.complete:204:completed')
    expect(idsOf('compute-2.1..2.93').some((id) => id.startsWith('block-storage'))).toBe(false)
  })

  it('differs from another in the digest of its promises', () => {
    const digest = (name: string) => profileDigest(requirementsOf(parseProfile(name), known))
    expect(digest('zed')).toBe(digest('compute-2.1..2.93+block-storage-3.27..3.70'))
    expect(digest('zed')).not.toBe(digest('compute-2.1..2.93'))
  })
})
