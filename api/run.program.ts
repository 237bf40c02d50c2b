import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Discovery, discover } from './discover.ts'
import { plan } from './plan.ts'
import { readSettings } from './read-settings.ts'
import { run } from './run.ts'

/** Waits until so many cases have a verdict. */
async function untilFinished(journal: string, count: number): Promise<void> {
  const finished = () => readFileSync(journal, 'utf8').split('"case-finished"').length - 1
  while (!existsSync(journal) || finished() < count) await sleep(50)
}

describe('a run of a program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-api-run-'))
  let discovery: Discovery
  const screen = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write'))

  beforeAll(async () => {
    discovery = await discover({ settings: readSettings({ microversions: 'edges' }) })
  })
  afterAll(async () => {
    await discovery.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('ends at an abort: it cleans up, and every planned case has a verdict', async () => {
    const cases = plan(discovery)
    const interrupted = new AbortController()
    const notes: string[] = []
    const handlers = process.listenerCount('SIGINT')
    const running = run(discovery, cases, {
      out: join(folder, 'aborted'),
      signal: interrupted.signal,
      onNote: (line) => notes.push(line),
    })
    const settled = cases.cases.filter((each) => each.settled !== undefined).length
    await untilFinished(join(folder, 'aborted/journal.ndjson'), settled + 5)
    expect(process.listenerCount('SIGINT')).toBe(handlers)
    interrupted.abort()
    const { results, cleanedUp } = await running
    expect(notes).toEqual(['the caller: interrupting the run, cleaning up and reporting'])
    expect(results.verdict).toBe('inconclusive')
    expect(results.counts.cases).toBe(cases.planned.length)
    expect(results.counts.notTested).toBeGreaterThan(0)
    expect(cleanedUp.left).toEqual([])
  })

  it('refuses an empty plan, and a folder that is not empty, before anything is done', async () => {
    const nothing = plan(discovery, { onlyCases: new Set() })
    await expect(run(discovery, nothing, { out: join(folder, 'x') })).rejects.toThrow('is empty')
    const quick = plan(discovery, { quick: true })
    const out = join(folder, 'aborted')
    await expect(run(discovery, quick, { out })).rejects.toMatchObject({
      name: 'RunDirectoryError',
    })
    expect(readdirSync(folder)).toEqual(['aborted'])
  })

  it('prints nothing', () => {
    const printed = screen.flatMap(({ mock }) => mock.calls.map(([text]) => String(text)))
    expect(printed.filter((text) => text.startsWith('attest'))).toEqual([])
  })
})
