import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EventOf, JournalEvent } from '../../src/journal/events/journal-event.ts'
import { readJournal } from '../../src/journal/read-journal.ts'
import { planDigest } from '../../src/plan/plan-digest.ts'
import { compareResults } from '../compare/compare-results.ts'
import { resultsOf } from '../results/results.ts'
import { brokenAt, resumptionOf } from '../synthetic/synthetic-attempts.ts'
import { journalText, SYNTHETIC_PLAN, syntheticEvents } from '../synthetic/synthetic-events.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { mergeRuns, readParts } from './merge-runs.ts'

type Started = EventOf<'run-started'>

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attest-merge-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The synthetic run as part `index` of `of`: it has one in `of` promises. */
function partEvents(index: number, of: number, change: Partial<Started> = {}): JournalEvent[] {
  const ids = [...new Set(SYNTHETIC_PLAN.map(({ requirement }) => requirement))]
  const mine = SYNTHETIC_PLAN.filter(
    ({ requirement }) => ids.indexOf(requirement) % of === index - 1,
  )
  const own = new Set<string>(mine.map(({ id }) => id))
  return syntheticEvents().flatMap((event): JournalEvent[] => {
    if (event.type === 'run-started') {
      const shard = { index, of, plan: planDigest(SYNTHETIC_PLAN) }
      return [{ ...event, run: `part-${index}`, shard, ...change }]
    }
    if (event.type === 'planned') return [{ ...event, cases: mine }]
    return 'case' in event && event.case !== undefined && !own.has(event.case) ? [] : [event]
  })
}

async function part(events: readonly JournalEvent[], name: string): Promise<string> {
  const path = join(folder, name)
  await mkdir(path)
  await writeFile(join(path, 'journal.ndjson'), journalText(events))
  return path
}

async function merge(...paths: readonly string[]) {
  const journal = join(folder, 'merged.ndjson')
  const order = [...new Set(SYNTHETIC_PLAN.map(({ requirement }) => requirement))]
  await mergeRuns(await readParts(paths), { run: 'whole', journal, order })
  return readJournal(journal)
}

describe('parts that are merged', () => {
  it.each([1, 2, 3, 4])('have the same results as the whole run, of %i', async (of) => {
    const paths: string[] = []
    for (let index = of; index >= 1; index -= 1) {
      paths.push(await part(partEvents(index, of), `p${index}`))
    }
    const merged = resultsOf(await merge(...paths))
    const whole = resultsOf(syntheticRecord())
    expect(merged.cases).toEqual(whole.cases)
    expect(merged.requirements).toEqual(whole.requirements)
    expect(merged.counts).toEqual(whole.counts)
    expect(merged.verdict).toBe(whole.verdict)
    expect(merged.shard).toBeNull()
    expect(compareResults(whole, merged)).toMatchObject({ outcome: 'kept', promises: [] })
  })

  it('keep their resources apart, which have the same numbers', async () => {
    const { resources, leaked } = await merge(
      await part(partEvents(1, 2), 'a'),
      await part(partEvents(2, 2), 'b'),
    )
    expect(resources.map(({ key }) => key)).toEqual([
      '1/server-1',
      '1/volume-1',
      '2/server-1',
      '2/volume-1',
    ])
    expect(leaked).toHaveLength(2)
  })

  it('are interrupted when one of them was', async () => {
    const cut = partEvents(2, 2).filter(({ type }) => type !== 'run-finished')
    const merged = await merge(await part(partEvents(1, 2), 'a'), await part(cut, 'b'))
    expect(merged.interrupted).toBe(true)
  })

  it('keep what a part saw in attempts that did not end, and how often it was resumed', async () => {
    const whole = partEvents(2, 2)
    const place = whole.findLastIndex(({ type }) => type === 'exchange')
    const cut = brokenAt(whole, place, 'to its case').slice(0, place + 1)
    const own = new Set(whole.flatMap((event) => ('case' in event ? [event.case] : [])))
    const again = resumptionOf(cut).filter(
      (event) => !('case' in event) || event.case === undefined || own.has(event.case),
    )
    const merged = resultsOf(
      await merge(await part(partEvents(1, 2), 'a'), await part([...cut, ...again], 'b')),
    )
    expect(merged.resumptions).toBe(1)
    expect(merged.unfinishedAttempts).toMatchObject([{ attempt: 1, violations: 1 }])
    const [attempt] = merged.unfinishedAttempts
    expect(merged.cases.find(({ id }) => id === attempt?.case)).toMatchObject({
      verdict: 'failed',
      reason: { code: 'contract-violation' },
    })
  })

  it('have their waivers judged together', async () => {
    const waivers = [
      {
        requirement: 'compute.attach:409:boat-in-use',
        reason: 'full',
        owner: 'port',
        issue: 'https://bugs.example/1',
        expires: '2031-12-31',
      },
    ]
    const paths = [
      await part(partEvents(1, 2, { waivers }), 'a'),
      await part(partEvents(2, 2, { waivers }), 'b'),
    ]
    expect((await merge(...paths)).waivers).toMatchObject([{ unused: false, cases: { length: 2 } }])
  })
})

describe('parts that do not belong together', () => {
  const target = (name: string): Partial<Started> => {
    const started = syntheticEvents().find((event) => event.type === 'run-started')
    return started?.type === 'run-started' ? { target: { ...started.target, name } } : {}
  }

  it.each<[string, () => JournalEvent[][], string]>([
    ['one is missing', () => [partEvents(1, 3), partEvents(3, 3)], 'missing part 2/3'],
    ['one is given twice', () => [partEvents(1, 2), partEvents(1, 2)], 'is part 1/2, and so is'],
    [
      'another target',
      () => [partEvents(1, 2), partEvents(2, 2, target('other'))],
      'has another target than',
    ],
    [
      'another version',
      () => [partEvents(1, 2), partEvents(2, 2, { suite: { version: '0.2.0', specs: [] } })],
      'has another version of Attest than',
    ],
    [
      'another split',
      () => [partEvents(1, 2), partEvents(2, 3)],
      'has another number of parts than',
    ],
    [
      'another plan',
      () => [partEvents(1, 2), partEvents(2, 2, { shard: { index: 2, of: 2, plan: 'sha256:0' } })],
      'has another plan than',
    ],
    [
      'other accepted gaps',
      () => [partEvents(1, 2), partEvents(2, 2, { accepted: ['no-scenario'] })],
      'has another list of accepted gaps than',
    ],
    ['a whole run', () => [partEvents(1, 2), [...syntheticEvents()]], 'is a whole run'],
    [
      'cases were removed',
      () => [
        partEvents(1, 1)
          .map((event) =>
            event.type === 'planned' ? { ...event, cases: event.cases.slice(1) } : event,
          )
          .filter((event) => !('case' in event) || event.case !== SYNTHETIC_PLAN[0]?.id),
      ],
      'together are not the plan',
    ],
  ])('are refused when %s', async (_, parts, message) => {
    const paths: string[] = []
    for (const [at, events] of parts().entries()) paths.push(await part(events, `p${at}`))
    await expect(merge(...paths)).rejects.toThrow(message)
  })
})
