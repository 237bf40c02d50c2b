import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestResult } from 'allure-js-commons'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVitest } from 'vitest/node'
import { SYNTHETIC_PLAN } from '../synthetic/synthetic-events.ts'
import { syntheticLookup } from '../synthetic/synthetic-operations.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { allureReporter } from './vitest-reporter.ts'
import { writeAllureResults } from './write-results.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const subject = fileURLToPath(new URL('../synthetic/vitest-subject.ts', import.meta.url))

describe('a case that Vitest executes', () => {
  let directory = ''
  /** The results as Vitest wrote them, and as they are after reading the journal. */
  let told: readonly TestResult[] = []
  let results: readonly TestResult[] = []

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'attest-vitest-'))
    const { exitCode } = process
    const vitest = await startVitest('test', [], {
      root,
      config: false,
      include: [subject],
      watch: false,
      reporters: [allureReporter(directory)],
    })
    await vitest.close()
    process.exitCode = exitCode
    told = await resultsIn(directory)
    await writeAllureResults(syntheticRecord(), directory, syntheticLookup)
    results = await resultsIn(directory)
  }, 60_000)

  afterAll(() => rm(directory, { recursive: true, force: true }))

  const resultOf = (id: string) => {
    const own = results.filter(({ fullName }) => fullName === id)
    expect(own).toHaveLength(1)
    const [result] = own
    if (!result) throw new RangeError(id)
    return result
  }

  it('has one result, which the journal completes', () => {
    expect(told).toHaveLength(5)
    const ids = new Set(results.map(({ uuid }) => uuid))
    expect(results).toHaveLength(SYNTHETIC_PLAN.length)
    for (const { uuid } of told) expect(ids).toContain(uuid)
  })

  it('has the labels and the name of the case, and nothing about the machine', () => {
    const { name, labels, titlePath, parameters } = resultOf('compute.list:200:listed@2.1')

    expect(name).toBe('answers 200 when the harbour exists @ 2.1')
    expect(titlePath).toEqual(['Compute', 'compute.list', 'compute.list:200:listed'])
    expect(labels).toEqual(
      expect.arrayContaining([
        { name: 'epic', value: 'Compute' },
        { name: 'attest.case', value: 'compute.list:200:listed@2.1' },
      ]),
    )
    expect(labels.map((label) => label.name)).not.toContain('host')
    expect(parameters).toContainEqual({ name: 'microversion', value: '2.1' })
  })

  it('has the verdict of the journal, whatever errors Vitest reports', () => {
    expect(resultOf('compute.list:200:listed@2.60').status).toBe('failed')
    expect(resultOf('compute.attach:404:no-boat@2.60').status).toBe('broken')
  })

  it('has the reason of a skip', () => {
    expect(resultOf('compute.attach:403:reader-refused@2.1')).toMatchObject({
      status: 'skipped',
      statusDetails: { message: 'missing-persona: no cloud entry for the persona reader' },
    })
  })

  it('is reported once when it was retried', () => {
    const { steps, labels } = resultOf('compute.attach:200:attached@2.1')

    expect(steps.map(({ name }) => name?.slice(0, 7))).toEqual(['Arrange', 'POST …/', 'Waited '])
    expect(labels.filter(({ name }) => name === 'epic')).toHaveLength(1)
  })

  it('shows no compared value', () => {
    expect(JSON.stringify(results)).not.toContain('a compared value')
    expect(told.flatMap(({ steps }) => steps)).toEqual([])
  })
})

async function resultsIn(directory: string): Promise<readonly TestResult[]> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('-result.json'))
  const texts = await Promise.all(files.map((name) => readFile(join(directory, name), 'utf8')))
  return texts.map((text): TestResult => JSON.parse(text))
}
