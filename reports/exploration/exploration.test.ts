import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coverageLine, coverageTables, operationLines } from './coverage.ts'
import { endLines, repetitionsLine } from './end-lines.ts'
import { explorationSchema } from './exploration-schema.ts'
import { historyPicture } from './picture/history-picture.ts'
import { timeScale } from './picture/time-scale.ts'
import { renderExploration } from './render-exploration.ts'
import { resultLine } from './result-line.ts'
import { syntheticExploration } from './testing/synthetic-exploration.ts'

const report = syntheticExploration()
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-exploration-'))
  await renderExploration(folder, report)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const textOf = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8')

describe('the reports of an exploration', () => {
  it('are results in the form of the schema, with the smallest history', () => {
    const results = explorationSchema.parse(JSON.parse(textOf('results.json')))

    expect(results.result).toBe('found')
    expect(results.counts).toEqual({ histories: 3, calls: 12, undecided: 1, smaller: 2 })
    expect(results.found).toMatchObject({ group: 'history 5', rule: 'attached-twice', of: 5 })
    expect(results.coverage).toMatchObject({ pairs: 4, outcomes: 4 })
    expect(results.known).toEqual([{ erratum: 'compute.list:attachment-without-id', histories: 2 }])
    for (const name of ['summary.md', 'exploration.html']) {
      expect(textOf(name)).toMatch(/compute\.list:attachment-without-id, in 2 histories/)
    }
  })

  it('never say that a cloud conforms', () => {
    const { found: _, ...nothing } = report

    expect(resultLine(nothing)).toBe('nothing found in 3 histories, 12 calls, 1 undecided')
    expect(`${textOf('summary.md')}${textOf('results.json')}`).not.toMatch(/\bconformant\b/)
  })

  it('show what the target said as text', () => {
    for (const name of ['exploration.html', 'summary.md']) {
      expect(textOf(name)).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u)
      if (name.endsWith('.html')) expect(textOf(name)).not.toContain('<script>')
    }
  })

  it('have an Allure result with a picture for each history that was not only tried to be smaller', () => {
    const names = readdirSync(join(folder, 'allure-results'))
    const results = names
      .filter((name) => name.endsWith('-result.json'))
      .map((name) => JSON.parse(textOf('allure-results', name)))

    expect(results.map(({ fullName }) => fullName).sort()).toEqual(
      [1, 2, 3, 5].map((number) => `history ${number}`),
    )
    expect(results.map(({ status }) => status).sort()).toEqual([
      'failed',
      'failed',
      'passed',
      'skipped',
    ])
    for (const { attachments } of results) {
      expect(attachments).toMatchObject([{ type: 'image/svg+xml' }])
      expect(textOf('allure-results', attachments[0].source)).toMatch(/^<svg .*<\/svg>$/s)
    }
  })
})

describe('the end of an exploration', () => {
  const { unseen: _, ...seenRecord } = report.record
  const clean = { ...seenRecord, cleanUp: 'clean', leaked: [] } as const

  it('needs no words where all of it has ended as it should', () => {
    expect(endLines({ record: clean })).toEqual([])
    expect(repetitionsLine({ broken: 4, of: 5 })).toBe(
      'Repeated 5 times, it broke the same rule 4 times.',
    )
  })

  it.each([
    ['interrupted', undefined, /was interrupted before its end/],
    ['killed', undefined, /was killed or has crashed/],
    ['lost', 'nobody answers', /ended before its time: nobody answers\./],
  ] as const)('is told: %s', (code, message, words) => {
    const cutShort = code === 'lost' ? { code, message: message ?? '' } : { code }

    expect(endLines({ record: clean, cutShort })).toEqual([expect.stringMatching(words)])
    expect(repetitionsLine({ broken: 0, of: 0, cutShort })).toMatch(/^It was neither repeated/)
    expect(repetitionsLine({ broken: 1, of: 3, cutShort })).toMatch(
      /^Repeated 3 times, it broke the same rule 1 times\. It was not made smaller further/,
    )
  })

  it('names the command for what may be left', () => {
    const unseen = 'nobody answers'
    const leaked = [{ kind: 'server', name: 'attest-1' }]
    const seen = endLines({ record: { ...clean, cleanUp: 'leaked', leaked } })
    const lines = endLines({ record: { ...clean, cleanUp: 'leaked', leaked, unseen } })

    expect(seen).toEqual([expect.stringMatching(/^1 of the resources .* "attest cleanup"/)])
    expect(lines).toEqual([
      expect.stringMatching(/not ended \(nobody answers\)\. "attest cleanup"/),
    ])
  })
})

describe('the picture of a history', () => {
  const [, , inAnswer, , atRest] = report.histories

  it('has a row for each call, with its status, and marks the one that shows what is broken', () => {
    const { markup } = historyPicture(inAnswer ?? fail())

    expect(markup.match(/font-weight="600">(200|202|409)</g)).toHaveLength(4)
    expect(markup.match(/>✗</g)).toHaveLength(1)
    expect(markup).toContain('answer, in the answer that is marked')
  })

  it('says what was seen at rest, in a row of its own', () => {
    const { markup } = historyPicture(atRest ?? fail())

    expect(markup).toContain('>at rest<')
    expect(markup).toContain('attached-twice, seen at rest, after 12 looks')
  })

  it('has few round times at its axis, within the time', () => {
    for (const end of [0.4, 3, 47, 1_000, 61_234]) {
      const { ticks, at } = timeScale(end, 100, 400)
      expect(ticks.length).toBeLessThanOrEqual(10)
      expect(ticks.length).toBeGreaterThan(1)
      expect(Math.max(...ticks.map(at))).toBeLessThanOrEqual(500)
    }
  })
})

describe('the coverage of the model', () => {
  it('is a table for the operations that are about the same things', () => {
    expect(coverageTables(report.coverage).map(({ operations }) => operations)).toEqual([
      ['compute.attach', 'compute.attach (another project)'],
      ['compute.list'],
      ['volume.show'],
    ])
  })

  it('counts pairs that were surely met, and has a line for each operation', () => {
    expect(coverageLine(report.coverage)).toBe(
      '4 pairs of a state and a call, 4 with how they were answered',
    )
    expect(operationLines(report.coverage)[0]).toMatch(
      /^compute.attach +5 in +2 states +200 400 404$/,
    )
  })
})

function fail(): never {
  throw new TypeError('the synthetic exploration lacks a history')
}
