import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JournalEvent } from '../src/journal/events/journal-event.ts'
import { loadContracts } from '../src/openapi/load-contract.ts'
import { gateReports } from './gate-reports.ts'
import { githubAnnotations } from './github/annotations.ts'
import { renderRun } from './render-run.ts'
import { journalText, syntheticEvents } from './synthetic/synthetic-events.ts'
import { syntheticLookup } from './synthetic/synthetic-operations.ts'
import { terminalSummary } from './terminal/terminal-summary.ts'

const ORIGINS: readonly JournalEvent[] = [
  { type: 'origin-seen', at: '2031-05-04T10:00:00.000Z', origin: 'http://10.9.8.7:5000' },
  {
    type: 'origin-seen',
    at: '2031-05-04T10:00:00.000Z',
    origin: 'https://unchecked.example',
    certificate: {
      subject: 'CN=a',
      issuer: 'CN=b',
      publicKey: `sha256:${'00'.repeat(32)}`,
      notAfter: '2032-01-01T00:00:00.000Z',
      check: 'none',
    },
  },
]

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-transport-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** All files and all output of a run, by name. */
async function reportsOf(more: readonly JournalEvent[]): Promise<Map<string, string>> {
  const events = syntheticEvents()
  writeFileSync(
    join(folder, 'journal.ndjson'),
    journalText([...events.slice(0, 1), ...more, ...events.slice(1)]),
  )
  const lookup = syntheticLookup
  const rendered = await renderRun(folder, { lookup, further: gateReports(lookup, undefined) })
  const { record, results, reports } = rendered
  const files = reports.filter(({ name }) => name !== 'journal' && name !== 'report')
  const environment = readdirSync(join(folder, 'allure-results')).filter((name) =>
    name.startsWith('environment'),
  )
  const contracts = loadContracts()
  return new Map([
    ...files.map(({ name, path }) => [name, readFileSync(path, 'utf8')] as const),
    ...environment.map(
      (name) =>
        [
          'allure environment',
          readFileSync(join(folder, 'allure-results', name), 'utf8').replaceAll('\\:', ':'),
        ] as const,
    ),
    ['terminal', terminalSummary(record, results, { lookup, contracts, reports: [] })],
    ['github', githubAnnotations(record, results)],
  ])
}

describe('insecure transport', () => {
  it('is in every report', async () => {
    const reports = await reportsOf(ORIGINS)
    expect([...reports.keys()].sort()).toEqual(
      [
        ...['allure environment', 'ctrf', 'github', 'har', 'junit', 'matrix', 'results', 'summary'],
        'terminal',
      ].sort(),
    )
    const silent = [...reports].filter(
      ([name, text]) =>
        !(name === 'results'
          ? /"problem": "plain-http"[\s\S]*"problem": "unchecked-certificate"/.test(text)
          : text.includes(
              'insecure transport (TLS certificate not checked: https://unchecked.example; plain HTTP: http://10.9.8.7:5000)',
            )),
    )
    expect(silent.map(([name, text]) => [name, text.slice(0, 600)])).toEqual([])
  })

  it('is in no report of a run without it', async () => {
    for (const [name, text] of await reportsOf([])) {
      expect(text, name).not.toMatch(/insecure transport|"problem": "(plain|unchecked)/)
    }
  })
})
