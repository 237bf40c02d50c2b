import { expect, it } from 'vitest'
import { RELEASE_PROFILES, releasesOffering } from './release-profiles.ts'

const offering = (compute: string, blockStorage: string) =>
  releasesOffering({
    compute: { microversions: { max: compute } },
    'block-storage': { microversions: { max: blockStorage } },
  })

it('names the releases that have exactly the offered newest microversions', () => {
  expect(offering('2.93', '3.70')).toEqual(['zed'])
  expect(offering('2.100', '3.71')).toEqual(['2025.1', '2025.2'])
})

it('names none for what no release has', () => {
  expect(offering('2.94', '3.70')).toEqual([])
  expect(offering('2.93', '3.71')).toEqual([])
  expect(offering('2.999', '3.999')).toEqual([])
})

it('finds every release by its own microversions', () => {
  for (const [release, profile] of Object.entries(RELEASE_PROFILES)) {
    const [, compute = '', blockStorage = ''] = /\.\.(.*)\+.*\.\.(.*)$/.exec(profile) ?? []
    expect(offering(compute, blockStorage)).toContain(release)
  }
})
