import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { packageRoot } from '../../src/package-root.ts'
import { RELEASE_NAMES, releasesNamed } from '../releases.ts'
import { errataTableOf, publishedRuns, tableOf } from './table.ts'

const runs = publishedRuns(releasesNamed('all'))

it('has one run of each release', () => {
  expect(runs.map(({ release }) => release)).toEqual(RELEASE_NAMES)
})

it.each(runs)('$release: has nothing that failed, was an error or was left', (run) => {
  const { verdict, counts, leaked, personas } = run

  expect({ verdict, leaked, ...counts }).toMatchObject({
    verdict: 'conformant',
    leaked: 0,
    failed: 0,
    error: 0,
    notTested: 0,
    waived: 0,
  })
  expect(personas).toEqual(['member', 'reader', 'guest', 'stranger', 'admin'])
})

it.each(runs)('$release: its counts are those of its requirements', ({ counts, requirements }) => {
  const of = (verdict: string): number =>
    Object.values(requirements).reduce((sum, each) => sum + (each[verdict]?.length ?? 0), 0)

  expect(of('passed')).toBe(counts.passed)
  expect(of('not-applicable')).toBe(counts.notApplicable)
  expect(of('passed') + of('not-applicable')).toBe(counts.cases)
})

it('refers to errata that the contracts have', () => {
  const known = [...loadContracts().values()].flatMap(({ errata }) => errata.map(({ id }) => id))

  expect(known).toEqual(expect.arrayContaining(runs.flatMap(({ errata }) => errata)))
})

it.each([
  ['README.md', 'release', tableOf(runs)],
  ['docs/openstack.md', 'erratum', errataTableOf(runs)],
])('are the table in %s (ATTEST_WRITE=1 writes it there)', (page, first, table) => {
  const file = join(packageRoot, page)
  const place = new RegExp(`^\\| ${first} +\\|.*\\n(?:\\|.*\\n)+`, 'm')
  const text = readFileSync(file, 'utf8')
  if (process.env.ATTEST_WRITE === '1') writeFileSync(file, text.replace(place, table))

  expect(place.exec(readFileSync(file, 'utf8'))?.[0]).toBe(table)
})
