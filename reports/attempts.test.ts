import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JournalEvent } from '../src/journal/events/journal-event.ts'
import { RunBook } from '../src/journal/record/run-book.ts'
import type { RunRecord } from '../src/journal/record/run-record.ts'
import { loadContracts } from '../src/openapi/load-contract.ts'
import { writeAllureResults } from './allure/write-results.ts'
import { certificateOf } from './certificate/certificate.ts'
import { certificatePage } from './certificate/certificate-page.ts'
import { compareResults } from './compare/compare-results.ts'
import { ctrfReport } from './ctrf/ctrf-report.ts'
import { jsonFile } from './files/json-pieces.ts'
import { githubAnnotations } from './github/annotations.ts'
import { harOf } from './har/har.ts'
import { junitReport } from './junit/junit-report.ts'
import { matrixPage } from './matrix/matrix.ts'
import { resultsOf } from './results/results.ts'
import { summaryPage } from './summary/summary-page.ts'
import {
  brokenAt,
  faultlessEvents,
  placesOfExchanges,
  resumptionOf,
} from './synthetic/synthetic-attempts.ts'
import { syntheticLookup as lookup } from './synthetic/synthetic-operations.ts'
import { terminalSummary } from './terminal/terminal-summary.ts'

const EVENTS = faultlessEvents()
const PLACES = placesOfExchanges(EVENTS)
const contracts = loadContracts()

function recordOf(events: readonly JournalEvent[]): RunRecord {
  const book = new RunBook('journal.ndjson')
  for (const event of events) book.enter(event)
  return book.close()
}

/** A violation somewhere, the journal cut somewhere after it, and resumed or not. */
const choice = fc.record({
  place: fc.constantFrom(...PLACES),
  behind: fc.nat(EVENTS.length),
  belongs: fc.constantFrom('to its case', 'to no case'),
  isResumed: fc.boolean(),
})

function cutBehind(chosen: typeof choice extends fc.Arbitrary<infer Chosen> ? Chosen : never) {
  const { place, behind, belongs, isResumed } = chosen
  const events = brokenAt(EVENTS, place, belongs)
  const cut = events.slice(0, place + 1 + (behind % (events.length - place)))
  return isResumed ? [...cut, ...resumptionOf(cut)] : cut
}

/** A case that had seen a violation when the run was killed; it passes when resumed. */
function killedInMidCase(): readonly JournalEvent[] {
  const place = PLACES.at(-1) ?? 0
  const cut = brokenAt(EVENTS, place, 'to its case').slice(0, place + 1)
  return [...cut, ...resumptionOf(cut)]
}

describe('an answer that breaks the contract', () => {
  it('counts, wherever the journal ends after it and whether the run is resumed or not', () => {
    expect(resultsOf(recordOf(EVENTS)).verdict).toBe('conformant')
    fc.assert(
      fc.property(choice, (chosen) => {
        const { verdict } = resultsOf(recordOf(cutBehind(chosen)))
        expect(verdict).toBe('non-conformant')
      }),
    )
  })

  it('is left to the verdict of its case where an erratum permits the answer on some targets', () => {
    for (const place of PLACES) {
      const events = brokenAt(EVENTS, place, 'to its case').map((event) =>
        event.type === 'exchange'
          ? { ...event, violations: event.violations.map((one) => ({ ...one, erratum: 'x' })) }
          : event,
      )
      expect(resultsOf(recordOf(events)).verdict).toBe('conformant')
    }
  })

  it('fails its case for its own reason, with the number of the attempt', () => {
    const results = resultsOf(recordOf(killedInMidCase()))
    const [attempt] = results.unfinishedAttempts
    const failed = results.cases.filter(({ verdict }) => verdict === 'failed')
    expect(failed).toMatchObject([
      {
        id: attempt?.case,
        violations: 1,
        reason: {
          code: 'contract-violation',
          message: expect.stringMatching(/rotten-plank.*\(in attempt 1 of 2, which did not end\)$/),
        },
      },
    ])
    expect(attempt).toMatchObject({ attempt: 1, requests: 2, violations: 1 })
    expect(results.resumptions).toBe(1)
  })

  it('counts in a recommendation that failed for another reason', () => {
    const place = PLACES.at(-1) ?? 0
    const events = brokenAt(EVENTS, place, 'to its case').map((event): JournalEvent => {
      if (event.type === 'planned') {
        return { ...event, cases: event.cases.map((each) => ({ ...each, level: 'SHOULD' })) }
      }
      const broken = EVENTS[place]
      if (event.type !== 'case-finished' || broken?.type !== 'exchange') return event
      if (event.case !== broken.case) return event
      return { ...event, verdict: 'failed', reason: { code: 'wrong-status', message: '500' } }
    })
    expect(resultsOf(recordOf(events)).verdict).toBe('non-conformant')
  })

  it('is excused by a waiver of its case, like a failure in the last attempt', () => {
    const waiver = {
      ...{ requirement: '*', reason: 'rotten', owner: 'port', expires: '2031-12-31' },
      issue: 'https://bugs.example/1',
    }
    const waived = killedInMidCase().map((event) =>
      event.type === 'run-started' ? { ...event, waivers: [waiver] } : event,
    )
    const { verdict, counts } = resultsOf(recordOf(waived))
    expect([verdict, counts.waived, counts.failed]).toEqual(['conformant', 1, 0])
  })

  it('is a regression where it is new and outside of the cases', () => {
    const before = resultsOf(recordOf(EVENTS))
    const outside = recordOf(brokenAt(EVENTS, PLACES[0] ?? 0, 'to no case'))
    expect(compareResults(before, resultsOf(outside)).outcome).toBe('regressed')
  })
})

describe('a case', () => {
  const finished = (events: readonly JournalEvent[]) =>
    events.findIndex(({ type }) => type === 'case-finished')

  it.each([
    ['is finished', (event: JournalEvent) => event.type === 'case-finished', 'is finished twice'],
    ['is begun', (event: JournalEvent) => event.type === 'case-started', 'is begun twice'],
  ])('%s twice only where the run was resumed in between', (_, isIt, problem) => {
    const again = EVENTS.filter(isIt).slice(0, 1)
    const at = finished(EVENTS) + 1
    expect(() => recordOf(EVENTS.toSpliced(at, 0, ...again))).toThrow(problem)
  })
})

describe('every report', () => {
  const results = (record: RunRecord) => resultsOf(record)
  const certificate = (record: RunRecord) =>
    certificatePage(
      certificateOf(results(record), {
        profile: { name: 'x', documents: [], requirements: 1, digest: 'sha256:0' },
        suiteDigest: 'sha256:0',
        validUntil: '2032-01-01T00:00:00.000Z',
        evidence: { digest: 'sha256:0', lines: 1, chain: '0' },
      }),
    )

  async function allure(record: RunRecord): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'attest-attempts-'))
    try {
      await writeAllureResults(record, folder, lookup)
      return readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('\n')
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  const REPORTS: readonly [string, (record: RunRecord) => string | Promise<string>][] = [
    ['results.json', (record) => [...jsonFile(results(record))].join('')],
    ['summary.md', (record) => summaryPage(record, results(record), { lookup })],
    ['junit.xml', (record) => [...junitReport(record, results(record))].join('')],
    ['ctrf.json', (record) => [...jsonFile(ctrfReport(record, results(record)))].join('')],
    ['exchanges.har', (record) => [...jsonFile(harOf(record))].join('')],
    ['matrix.html', (record) => [...matrixPage(record, results(record), lookup)].join('')],
    [
      'the terminal',
      (record) => terminalSummary(record, results(record), { lookup, contracts, reports: [] }),
    ],
    ['Allure', allure],
  ]

  it.each(REPORTS)('shows an attempt that did not end: %s', async (name, render) => {
    const text = await render(recordOf(killedInMidCase()))
    expect(text).toContain('rotten-plank')
    expect(text).toMatch(name === 'exchanges.har' ? /"_unfinishedAttempt": 1/ : /attempt[^a-z]+1/i)
  })

  it.each(REPORTS)('shows a violation that belongs to no case: %s', async (_, render) => {
    const record = recordOf(brokenAt(EVENTS, PLACES[0] ?? 0, 'to no case'))
    expect(await render(record)).toContain('rotten-plank')
  })

  it('of a certificate lists the attempts, and how often the run was resumed', () => {
    const place = PLACES.at(-1) ?? 0
    const cut = EVENTS.slice(0, place + 1)
    const page = certificate(recordOf([...cut, ...resumptionOf(cut)]))
    expect(page).toContain('resumed once. 1 attempt at a case did not end')
    expect(page).toMatch(/<code>[^<]+<\/code>, attempt 1: 2 requests/)
  })

  it('of GitHub has an error for a violation that belongs to no case', () => {
    const record = recordOf(brokenAt(EVENTS, PLACES[0] ?? 0, 'to no case'))
    expect(githubAnnotations(record, results(record))).toMatch(/^::error .*rotten-plank/m)
  })
})
