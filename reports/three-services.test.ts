import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JournalEvent } from '../src/journal/events/journal-event.ts'
import { microversion } from '../src/openapi/microversion.ts'
import type { PlannedCase } from '../src/plan/case.ts'
import { temporaryFolder } from '../src/temporary-folder.ts'
import { badge } from './certificate/badge.ts'
import { certificateOf } from './certificate/certificate.ts'
import { certificatePage } from './certificate/certificate-page.ts'
import { compareResults } from './compare/compare-results.ts'
import { comparisonText } from './compare/comparison-text.ts'
import { gateReports } from './gate-reports.ts'
import { renderRun } from './render-run.ts'
import { journalText, syntheticEvents } from './synthetic/synthetic-events.ts'
import { syntheticLookup } from './synthetic/synthetic-operations.ts'
import { terminalSummary } from './terminal/terminal-summary.ts'

// A service that Attest has no description of, without microversions, is in every report.

const HUNG: PlannedCase = {
  ...{ id: 'pictures.hang:200:done@-', requirement: 'pictures.hang:200:done' },
  ...{ operation: 'pictures.hang', status: 200, level: 'MUST', persona: 'member' },
  title: 'hangs a picture',
}
const PICTURES = { title: 'Pictures', endpoint: 'https://cloud.example/pictures/v2', region: 'R1' }
const DOCUMENTS = [
  { id: 'compute/boats', title: 'Boats', microversions: '2.1 to 2.100' },
  { id: 'block-storage/sheds', title: 'Sheds', microversions: '3.0 to 3.70' },
  { id: 'pictures/frames', title: 'Frames', microversions: null },
]
const AT = '2031-05-04T10:01:30.000Z'

/** The synthetic run, with a case of a third service. `newest` is of Compute. */
function events(newest: string): JournalEvent[] {
  const all = syntheticEvents().map((event): JournalEvent => {
    if (event.type === 'planned') return { ...event, cases: [...event.cases, HUNG] }
    if (event.type !== 'run-started') return event
    const { suite, target } = event
    const specs = [...suite.specs, { document: 'pictures/frames.yaml', digest: 'sha256:ef' }]
    const { compute, ...others } = target.services
    if (compute === undefined) throw new TypeError('the synthetic run has no such service')
    const range = { min: microversion('2.1'), max: microversion(newest) }
    const services = {
      compute: { ...compute, microversions: range },
      ...others,
      pictures: PICTURES,
    }
    return { ...event, suite: { ...suite, specs }, target: { ...target, services } }
  })
  const made: JournalEvent[] = [
    {
      type: 'resource-intended',
      at: AT,
      key: 'picture-1',
      kind: 'picture',
      name: 'p',
      persona: 'member',
    },
    { type: 'resource-created', at: AT, key: 'picture-1', id: '33cc' },
    { type: 'resource-gone', at: AT, key: 'picture-1' },
    { type: 'case-started', at: AT, case: HUNG.id },
    { type: 'case-finished', at: AT, case: HUNG.id, verdict: 'passed', durationMs: 7, requests: 0 },
  ]
  return [...all.slice(0, -1), ...made, ...all.slice(-1)]
}

const folder = temporaryFolder('attest-three-services-')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function render(name: string, newest: string) {
  const run = join(folder, name)
  mkdirSync(run)
  await writeFile(join(run, 'journal.ndjson'), journalText(events(newest)))
  const further = gateReports(syntheticLookup, undefined)
  return { run, ...(await renderRun(run, { lookup: syntheticLookup, further })) }
}

describe('a run on three services, one of them without microversions', () => {
  const texts = new Map<string, string>()

  beforeAll(async () => {
    const { run, record, results } = await render('run', '2.100')
    for (const file of ['results.json', 'matrix.html', 'junit.xml', 'ctrf.json', 'summary.md']) {
      texts.set(file, readFileSync(join(run, file), 'utf8'))
    }
    texts.set('Allure', readFileSync(join(run, 'allure-results', 'environment.properties'), 'utf8'))
    const terminal = { lookup: syntheticLookup, contracts: new Map(), reports: [] }
    texts.set('terminal', terminalSummary(record, results, terminal))
    const certificate = certificateOf(results, {
      profile: { name: 'lake', documents: DOCUMENTS, requirements: 3, digest: 'sha256:00' },
      suiteDigest: 'sha256:01',
      evidence: { digest: 'sha256:02', lines: 3, chain: '03' },
      validUntil: '2032-01-01T00:00:00.000Z',
    })
    texts.set('certificate', certificatePage(certificate))
    texts.set('badge', badge(certificate))
    const two = { ...results, target: { ...results.target, services: {} } }
    texts.set('comparison', comparisonText(compareResults(two, results)))
  })

  it.each([
    ['results.json', 'Compute', 'Block Storage', 'Pictures', '"microversions": null'],
    ['matrix.html', 'Compute', 'Block Storage', '<h2>Pictures', 'no microversions at https://'],
    [
      'junit.xml',
      'name="compute"',
      'name="block-storage"',
      'name="pictures" value="no microversions"',
    ],
    ['ctrf.json', 'Compute 2.1 to 2.100, Block Storage 3.0 to 3.70, Pictures (no microversions)'],
    ['summary.md', 'Compute 2.1 to 2.100, Block Storage 3.0 to 3.70, Pictures (no microversions)'],
    ['terminal', 'Compute 2.1 to 2.100, Block Storage 3.0 to 3.70, Pictures (no microversions)'],
    ['Allure', 'Compute=2.1 to 2.100', 'Storage=3.0 to 3.70', 'Pictures=no microversions'],
    [
      'certificate',
      '<dt>Compute',
      '<dt>Block Storage',
      'R1, offers no microversions',
      'pictures/frames',
    ],
    ['badge', 'boats + sheds + frames'],
    [
      'comparison',
      'services.compute: ',
      'services.block-storage: ',
      'pictures: (none) → no microv',
    ],
  ])('are all in %s', (report, ...facts) => {
    for (const fact of facts) expect(texts.get(report)).toContain(fact)
  })

  it('are in the order in which the run has recorded them, and so are kinds of resources', () => {
    const results = JSON.parse(texts.get('results.json') ?? '')
    expect(Object.keys(results.target.services)).toEqual(['compute', 'block-storage', 'pictures'])
    expect(results.resources.created).toEqual({ server: 1, volume: 1, picture: 1 })
  })
})
