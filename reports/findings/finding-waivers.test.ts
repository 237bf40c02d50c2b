import { expect, it } from 'vitest'
import { waive } from '../../src/journal/record/waive.ts'
import { findingWaivers } from './finding-waivers.ts'
import { findingsOf } from './findings.ts'
import { lookup, runOf } from './testing/failing-run.ts'

it('are one for each promise, and excuse every failed case of the finding', () => {
  const reason = { code: 'wrong-content', message: 'the body should be 1 and is 2' } as const
  const run = runOf(
    ...(['2.1', '2.60', '2.100'] as const).flatMap((at) =>
      (['compute.show:200:device', 'compute.show:200:tag'] as const).map((requirement) => ({
        ...{ requirement, at, reason },
        exchanges: [{ operation: 'compute.show' as const, body: 2 }],
      })),
    ),
  )
  const [finding] = findingsOf(run, lookup)
  if (finding === undefined) throw new TypeError('no finding')
  const waivers = findingWaivers(finding, { owner: 'me', expires: '2031-12-31' })

  expect(waivers).toHaveLength(2)
  expect(waivers[0]).toMatchObject({ microversions: { min: '2.1', max: '2.100' } })
  expect(new Set(waive(run.cases, waivers).cases.map(({ verdict }) => verdict))).toEqual(
    new Set(['waived']),
  )
  expect(findingWaivers({ ...finding, kind: 'error' }, { owner: 'me', expires: '' })).toEqual([])
})
