import { existsSync } from 'node:fs'
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { unpackedPage } from './allure/page/packed-page.ts'
import { renderRun } from './render-run.ts'
import { resultsSchema } from './results/results-schema.ts'
import { journalText, syntheticEvents } from './synthetic/synthetic-events.ts'
import { syntheticLookup } from './synthetic/synthetic-operations.ts'
import { syntheticRecord } from './synthetic/synthetic-record.ts'

describe('rendering a run', () => {
  let reports = ''
  let run = ''

  beforeEach(async () => {
    reports = await mkdtemp(join(tmpdir(), 'attest-render-'))
    run = join(reports, 'runs', 'r1')
    await mkdir(run, { recursive: true })
  })

  afterEach(() => rm(reports, { recursive: true, force: true }))

  const journal = (events = syntheticEvents()) =>
    writeFile(join(run, 'journal.ndjson'), journalText(events))

  it('leaves every report, no incomplete file, and a pointer to the run', async () => {
    await journal()
    const said = vi.spyOn(console, 'log')
    const { verdict, results, reports: written } = await renderRun(run, { lookup: syntheticLookup })

    expect(verdict).toBe('non-conformant')
    expect((await readdir(run)).sort()).toEqual([
      'allure-report',
      'allure-results',
      'journal.ndjson',
      'matrix.html',
      'results.json',
    ])
    expect(await readdir(join(run, 'allure-report'))).toEqual(['index.html'])
    const page = await readFile(join(run, 'allure-report', 'index.html'), 'utf8')
    expect(unpackedPage(page).get('widgets/categories.json')).toContain(
      '"name":"F1 compute.attach answers a success where it should refuse with 409","statistic":{"total":2',
    )
    const text = await readFile(join(run, 'results.json'), 'utf8')
    expect(resultsSchema.parse(JSON.parse(text))).toEqual(results)
    expect(await readlink(join(reports, 'latest'))).toBe(join('runs', 'r1'))
    expect(written.map(({ name }) => name)).toEqual(['report', 'matrix', 'results', 'journal'])
    expect(said).not.toHaveBeenCalled()
    said.mockRestore()
  })

  it('keeps a history of runs of the same target, which Allure shows, once for each run', async () => {
    const history = join(reports, 'allure-history.jsonl')
    const earlier = syntheticEvents().map((event) =>
      event.type === 'run-started'
        ? { ...event, run: 'r0', at: '2020-01-01T00:00:00.000Z' }
        : event,
    )
    await journal(earlier)
    await renderRun(run, { lookup: syntheticLookup })
    await writeFile(history, `torn\n${await readFile(history, 'utf8')}{"attest":`)
    await journal()
    await renderRun(run, { lookup: syntheticLookup })
    const first = await readFile(history, 'utf8')
    await renderRun(run, { lookup: syntheticLookup })

    const runs = (await readFile(history, 'utf8')).trimEnd().split('\n')
    expect(runs.map((line) => JSON.parse(line).attest.run)).toEqual(['r0', syntheticRecord().run])
    expect(first.split('\n')).toHaveLength(3)
    const page = await readFile(join(run, 'allure-report', 'index.html'), 'utf8')
    const results = [...unpackedPage(page)].filter(([name]) => name.startsWith('data/test-results'))
    for (const [, result] of results) expect(JSON.parse(result).history).toHaveLength(1)
  })

  it('writes no history beside a run in another place, unless there is one', async () => {
    await journal()
    const elsewhere = join(reports, 'elsewhere')
    await rename(run, elsewhere)
    await renderRun(elsewhere, { lookup: syntheticLookup })
    expect(existsSync(join(reports, 'allure-history.jsonl'))).toBe(false)

    await writeFile(join(reports, 'allure-history.jsonl'), '')
    await renderRun(elsewhere, { lookup: syntheticLookup })
    expect(await readFile(join(reports, 'allure-history.jsonl'), 'utf8')).toContain(
      '"attest":{"run"',
    )
  })

  it('can be repeated, and can add further reports', async () => {
    await journal()
    await renderRun(run, { lookup: syntheticLookup })
    const further = [{ name: 'counts', file: 'counts.txt', render: () => 'enough' }]
    const { reports: written } = await renderRun(run, { lookup: syntheticLookup, further })

    expect(await readFile(join(run, 'counts.txt'), 'utf8')).toBe('enough')
    expect(written.map(({ name }) => name)).toContain('counts')
    const results = await readdir(join(run, 'allure-results'))
    expect(results.filter((name) => name.endsWith('-result.json'))).toHaveLength(53)
  })

  it('writes nothing when the verdicts do not add up', async () => {
    await journal(
      syntheticEvents().filter(
        (event) =>
          event.type !== 'case-finished' || event.case !== 'compute.attach:200:attached@2.1',
      ),
    )

    await expect(renderRun(run, { lookup: syntheticLookup })).rejects.toThrow('do not add up')
    expect(await readdir(run)).toEqual(['journal.ndjson'])
  })

  it('leaves a file alone that is no pointer', async () => {
    await journal()
    await mkdir(join(reports, 'latest', 'precious'), { recursive: true })
    await renderRun(run, { lookup: syntheticLookup })

    expect(await readdir(join(reports, 'latest'))).toEqual(['precious'])
  })

  it('updates a pointer for a run in another place only when its path is given', async () => {
    const elsewhere = join(reports, 'mine')
    await mkdir(elsewhere)
    await writeFile(join(elsewhere, 'journal.ndjson'), journalText(syntheticEvents()))
    await renderRun(elsewhere, { lookup: syntheticLookup })
    expect(await readdir(reports)).not.toContain('latest')

    const latest = join(reports, 'latest')
    await renderRun(elsewhere, { lookup: syntheticLookup, latest })
    expect(await readlink(latest)).toBe('mine')
  })
})
