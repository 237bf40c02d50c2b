import { expect, it } from 'vitest'
import type { Service } from '../openapi/contract.ts'
import { ContractError } from '../openapi/contract-error.ts'
import { loadServices } from '../openapi/load-services.ts'
import { inSpecs } from '../openapi/testing/sample-contract.ts'
import { THREE_SERVICES } from '../openapi/testing/sample-services.ts'
import { spellParts } from './profile-parts.ts'
import { loadReleases, packagedReleases, releasesOffering } from './releases.ts'

const offering = (newest: Readonly<Record<Service, string>>) =>
  releasesOffering((service) => newest[service])

it('names the releases whose newest microversions are exactly those that are offered', () => {
  expect(offering({ compute: '2.93', 'block-storage': '3.70' })).toEqual(['zed'])
  expect(offering({ compute: '2.100', 'block-storage': '3.71' })).toEqual(['2025.1', '2025.2'])
})

it('names no release for a combination that none has', () => {
  expect(offering({ compute: '2.94', 'block-storage': '3.70' })).toEqual([])
  expect(offering({ compute: '2.93', 'block-storage': '3.71' })).toEqual([])
  expect(offering({ compute: '2.93' })).toEqual([])
})

it('finds every release by its own microversions', () => {
  for (const [release, parts] of packagedReleases()) {
    const newest = new Map(parts.map(({ service, range }) => [service, range?.max]))
    expect(releasesOffering((service) => newest.get(service))).toContain(release)
  }
})

it('reads releases of any services, also of services without microversions', () => {
  const releases = releasesIn('lake: compute-2.1..2.60+pictures/frames\n')
  expect([...releases].map(([name, parts]) => [name, spellParts(parts)])).toEqual([
    ['lake', 'compute-2.1..2.60+pictures/frames'],
  ])
  expect(releasesOffering((service) => ({ compute: '2.60' })[service], releases)).toEqual(['lake'])
})

it.each([
  ['lake: compute', 'releases.yaml at /lake: "compute" is no profile: add the microversions'],
  ['lake: rivers-1.0..1.1', 'releases.yaml at /lake: "rivers-1.0..1.1" is no profile'],
  ['Lake: compute-2.1..2.60', 'expected a name such as 2026.1, in small letters'],
  ['lake: [compute]', 'releases.yaml at /lake: expected a profile'],
  ['- lake', 'releases.yaml at its root'],
  ['lake: [', 'releases.yaml: '],
])('names the fault of %j in one line', (text, says) => {
  expect(() => releasesIn(text)).toThrow(ContractError)
  expect(() => releasesIn(text)).toThrow(says)
})

function releasesIn(text: string) {
  return inSpecs({ ...THREE_SERVICES, 'releases.yaml': text }, (specs) =>
    loadReleases(specs, loadServices(specs)),
  )
}
