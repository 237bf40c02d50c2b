import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { resultsOf } from '../../reports/results/results.ts'
import { syntheticRecord } from '../../reports/synthetic/synthetic-record.ts'
import type { ScopeFlags } from '../target-options.ts'
import { failedIn, withFailedOf } from './failed-of.ts'

const results = resultsOf(syntheticRecord())
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-failed-of-'))
  const good = results.cases.filter(({ verdict }) => verdict === 'passed')
  writeFileSync(join(folder, 'results.json'), JSON.stringify(results))
  writeFileSync(join(folder, 'good.json'), JSON.stringify({ ...results, cases: good }))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('chooses the cases of a run that did not pass, of its documents, at their microversions', async () => {
  const flags: ScopeFlags = { failedOf: join(folder, 'results.json') }
  const { onlyCases, microversions, document } = await withFailedOf(flags)

  expect(onlyCases?.size).toBe(3 + 1 + 8 + 1)
  expect(onlyCases).toContain('compute.attach:409:boat-in-use@2.1')
  expect(microversions?.split(',')).toContain('2.60')
  expect(document).toEqual(['compute/os-volume_attachments', 'block-storage/attachments'])
})

it('leaves what was typed, and changes nothing without the option', async () => {
  const flags = { failedOf: join(folder, 'results.json'), microversions: '2.1', document: ['x'] }

  expect(await withFailedOf(flags)).toMatchObject({ microversions: '2.1', document: ['x'] })
  expect(await withFailedOf({ quick: true })).toEqual({ quick: true })
})

it('is refused where all cases have passed', async () => {
  await expect(withFailedOf({ failedOf: join(folder, 'good.json') })).rejects.toThrow(
    'every case of this run has passed',
  )
})

it('names the cases that failed in a run, for a run that begins with them', async () => {
  const failed = results.cases.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)

  expect(failed).not.toEqual([])
  expect(await failedIn(join(folder, 'results.json'))).toEqual(failed)
  expect(await failedIn(undefined)).toEqual([])
})
