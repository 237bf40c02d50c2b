import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateAllureReport } from '../allure/generate-report.ts'
import { writeAllureResults } from '../allure/write-results.ts'
import { badge } from '../certificate/badge.ts'
import { certificateOf } from '../certificate/certificate.ts'
import { certificatePage } from '../certificate/certificate-page.ts'
import { writeHistories } from '../exploration/allure/write-histories.ts'
import { explorationPage } from '../exploration/exploration-page.ts'
import { syntheticExploration } from '../exploration/testing/synthetic-exploration.ts'
import { matrixPage } from '../matrix/matrix.ts'
import { resultsOf } from '../results/results.ts'
import { syntheticLookup } from '../synthetic/synthetic-operations.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'

/** Each page of a synthetic run with all verdicts and hostile texts: its name and its file. */
export async function syntheticPages(folder: string): Promise<ReadonlyMap<string, string>> {
  const record = syntheticRecord()
  const results = resultsOf(record)
  const exploration = syntheticExploration()
  const certificate = certificateOf(results, {
    profile: {
      name: 'zed',
      documents: [{ id: 'compute/boats', title: 'Boats', microversions: '2.1 to 2.93' }],
      requirements: 2,
      digest: 'sha256:0',
    },
    suiteDigest: 'sha256:0',
    evidence: { digest: 'sha256:0', lines: 12, chain: '0'.repeat(32) },
    validUntil: '2032-05-04T10:00:00.000Z',
  })
  const texts = {
    'matrix.html': [...matrixPage(record, results, syntheticLookup)].join(''),
    'exploration.html': [...explorationPage(exploration)].join(''),
    'certificate.html': certificatePage(certificate),
    'badge.svg': badge(certificate),
  }
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text)
  const resultsDirectory = join(folder, 'allure-results')
  await writeAllureResults(record, resultsDirectory, syntheticLookup)
  await generateAllureReport({
    resultsDirectory,
    file: join(folder, 'allure.html'),
    name: 'a run with failures of every kind',
  })
  const histories = join(folder, 'histories')
  await writeHistories(exploration, histories)
  await generateAllureReport({
    resultsDirectory: histories,
    file: join(folder, 'histories.html'),
    name: 'an exploration',
  })
  const names = [...Object.keys(texts), 'allure.html', 'histories.html']
  return new Map(names.map((name) => [name.replace(/\.\w+$/, ''), join(folder, name)]))
}
