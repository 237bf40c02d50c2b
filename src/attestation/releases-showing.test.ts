import { expect, it } from 'vitest'
import type { Evidence } from '../openapi/contract.ts'
import { microversion } from '../openapi/microversion.ts'
import { releasesShowing } from './releases-showing.ts'

const evidence: Evidence = {
  in: 'reference',
  at: ['status.404'],
  differs: 'presence',
  theirs: null,
  operations: ['compute.list'],
  range: {},
}

it.each([
  [{}, ['zed', '2023.1', '2024.1', '2025.1', '2025.2', '2026.1', '2026.2']],
  [{ to: '2023.1' }, ['zed', '2023.1']],
  [{ from: '2025.2' }, ['2025.2', '2026.1', '2026.2']],
  [{ from: '2024.1', to: '2024.1' }, ['2024.1']],
  [{ range: { min: microversion('2.101') } }, ['2026.1', '2026.2']],
  [{ range: { max: microversion('2.69') }, from: '2026.1' }, ['2026.1', '2026.2']],
])('evidence with %j shows in %j', (rest, releases) => {
  expect(releasesShowing({ ...evidence, ...rest }, 'compute')).toEqual(releases)
})

it('takes every release of a service without microversions', () => {
  expect(releasesShowing(evidence, 'image')).toContain('zed')
})
