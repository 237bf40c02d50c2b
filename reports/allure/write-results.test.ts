import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestResult } from 'allure-js-commons'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SYNTHETIC_PLAN } from '../synthetic/synthetic-events.ts'
import { syntheticLookup } from '../synthetic/synthetic-operations.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { writeAllureResults } from './write-results.ts'

const record = syntheticRecord()

describe('Allure results of a run', () => {
  let directory = ''

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'attest-allure-'))
    await writeAllureResults(record, directory, syntheticLookup)
  })

  afterEach(() => rm(directory, { recursive: true, force: true }))

  const results = async (): Promise<readonly (TestResult & { file: string })[]> => {
    const files = (await readdir(directory)).filter((name) => name.endsWith('-result.json'))
    return Promise.all(
      files.map(async (name) => {
        const file = join(directory, name)
        return { ...JSON.parse(await readFile(file, 'utf8')), file }
      }),
    )
  }

  const resultOf = async (id: string) => {
    const found = (await results()).find(({ fullName }) => fullName === id)
    if (!found) throw new RangeError(id)
    return found
  }

  it('have every planned case once, with the reason of those that were not passed', async () => {
    const all = await results()

    expect(all.map(({ fullName }) => fullName).sort()).toEqual(
      SYNTHETIC_PLAN.map(({ id }) => id).sort(),
    )
    for (const { status, statusDetails } of all) {
      if (status === 'passed') expect(statusDetails.message).toBeUndefined()
      else expect(statusDetails.message).toMatch(/^[a-z-]+: ./)
    }
  })

  it('describe in HTML what was promised, and for a failure all findings, one line each', async () => {
    const passed = await resultOf('compute.list:200:listed@2.1')
    expect(passed.descriptionHtml).toMatch(
      /^<p><strong>MUST<\/strong> <code>compute\.list:200:listed<\/code><\/p>\n<p>Answers <strong>200/,
    )

    const failed = await resultOf('compute.list:200:listed@2.60')
    const lines = failed.descriptionHtml?.split('\n') ?? []
    expect(lines.length).toBeGreaterThan(4)
    expect(lines[0]).toMatch(/^<pre><code>\w/)
    expect(failed.descriptionHtml).toContain('<a href="https://docs.example/compute#compute-list">')
    expect(failed.descriptionHtml).toMatch(/<\/code><\/pre>$/)
    expect(
      failed.descriptionHtml?.replace(/<\/?(pre|code|a)( href="https:[^"]*")?>/g, ''),
    ).not.toMatch(/[<>]|\\n/)
  })

  it('name the cause of a failure without ids, by which categories go', async () => {
    const failed = await resultOf('compute.attach:409:boat-in-use@2.1')
    const categories = JSON.parse(await readFile(join(directory, 'categories.json'), 'utf8'))

    expect(failed.statusDetails.trace).toBe(
      'F1 compute.attach answers a success where it should refuse with 409',
    )
    expect(categories[0]).toEqual({
      name: failed.statusDetails.trace,
      traceRegex: '^F1 [\\s\\S]*',
    })
    expect((await resultOf('compute.list:200:listed@2.1')).statusDetails.trace).toBeUndefined()
  })

  it('map error to broken, and cases that were not judged to skipped', async () => {
    expect((await resultOf('compute.attach:404:no-boat@2.60')).status).toBe('broken')
    expect((await resultOf('compute.list:400:bad-limit@-')).status).toBe('skipped')
    expect((await resultOf('block-storage.create:404:no-boat@3.27')).status).toBe('skipped')
  })

  it('show the exchange, its curl command and each violation', async () => {
    const { steps } = await resultOf('compute.list:200:listed@2.60')
    const step = steps.find(({ status }) => status === 'failed')

    expect(step?.name).toBe(
      'POST …/os-volume_attachments?limit=1 → 200 (compute 2.60, member, 79 ms)',
    )
    expect(step?.steps.map(({ name, status }) => [name, status])).toEqual([
      ['undocumented-property at /volumeAttachments/0/hull', 'failed'],
      ['missing-header at header x-openstack-request-id', 'failed'],
    ])
    expect(step?.attachments.map(({ type }) => type)).toEqual([
      'application/vnd.allure.http+json',
      'text/plain',
    ])
    const [exchange, curl] = step?.attachments ?? []
    expect(await readFile(join(directory, curl?.source ?? ''), 'utf8')).toContain('$OS_TOKEN')
    const shown: unknown = JSON.parse(
      await readFile(join(directory, exchange?.source ?? ''), 'utf8'),
    )
    expect(shown).toMatchObject({
      schemaVersion: 1,
      request: { method: 'POST', query: [{ name: 'limit', value: '1' }] },
      response: { status: 200, statusText: 'OK' },
    })
  })

  it('are short about the set-up of a passed case', async () => {
    const passed = await resultOf('compute.list:200:listed@2.1')
    const failed = await resultOf('compute.list:200:listed@2.60')
    const arranged = ({ steps }: TestResult) => steps[0]?.steps[0]?.attachments.length

    expect(arranged(passed)).toBe(0)
    expect(arranged(failed)).toBe(2)
    expect(passed.steps[1]?.attachments).toHaveLength(1)
    expect(passed.steps[1]?.parameters).toEqual([
      { name: 'curl', value: expect.stringContaining('$OS_TOKEN') },
    ])
  })

  it('join the history of a case over runs', async () => {
    const before = (await resultOf('compute.list:200:listed@2.60')).historyId
    await rm(directory, { recursive: true })
    await writeAllureResults(record, directory, syntheticLookup)

    expect((await resultOf('compute.list:200:listed@2.60')).historyId).toBe(before)
    expect(new Set((await results()).map(({ historyId }) => historyId)).size).toBe(
      SYNTHETIC_PLAN.length,
    )
  })

  it('are written once each, however often they are rendered', async () => {
    const before = (await results()).map(({ uuid }) => uuid).sort()
    await writeAllureResults(record, directory, syntheticLookup)

    expect((await results()).map(({ uuid }) => uuid).sort()).toEqual(before)
  })

  it('have the content of the journal, whatever was there before', async () => {
    const { file, ...stale } = await resultOf('compute.list:200:listed@2.60')
    await writeFile(file, JSON.stringify({ ...stale, status: 'passed' }))
    await writeFile(join(directory, 'torn-result.json'), '{"uuid"')
    await writeAllureResults(record, directory, syntheticLookup)

    expect(await results()).toHaveLength(SYNTHETIC_PLAN.length)
    expect((await resultOf('compute.list:200:listed@2.60')).status).toBe('failed')
  })

  it('have no attachment that no result refers to', async () => {
    await writeAllureResults(record, directory, syntheticLookup)
    const text = JSON.stringify(await results())

    for (const name of await readdir(directory)) {
      if (name.includes('-attachment')) expect(text).toContain(name)
    }
  })
})
