import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AllureReport } from '@allurereport/core'
import AwesomePlugin, { type AwesomePluginOptions } from '@allurereport/plugin-awesome'
import { allure2, attachments } from '@allurereport/reader'
import type { CaseId } from '../../src/plan/case.ts'
import { writeAtomically } from '../write-atomically.ts'
import { completedPage } from './completed-page.ts'
import { resultFilesOf } from './result-files.ts'
import { ResultOnDisk } from './result-on-disk.ts'
import { CATEGORIES } from './run-facts.ts'
import { withoutConsole } from './without-console.ts'

/** Thrown when Allure gave no page for the results. */
class AllureReportError extends Error {
  override readonly name = 'AllureReportError'
  readonly resultsDirectory: string

  constructor(resultsDirectory: string, said: readonly string[]) {
    const why = said.length === 0 ? '' : ` (Allure said: ${said.join(' | ')})`
    super(`${resultsDirectory}: Allure made no report of these results${why}`)
    this.resultsDirectory = resultsDirectory
  }
}

const PLUGIN = 'awesome'

const SHOWN_ELSEWHERE = ['framework', 'language', 'epic', 'feature', 'story']

/**
 * Makes one HTML file of the Allure results of the cases that are to be `shown`; of all that there
 * are without it. Throws {@link AllureReportError}.
 */
export async function generateAllureReport(
  resultsDirectory: string,
  file: string,
  name: string,
  shown?: ReadonlySet<CaseId>,
): Promise<void> {
  const pages = new Map<string, Buffer>()
  const { said } = await withoutConsole(() => generate(resultsDirectory, name, pages, shown))
  const page = pages.get(`${PLUGIN}/index.html`)
  if (!page) throw new AllureReportError(resultsDirectory, said)
  await writeAtomically(file, completedPage(page))
}

async function generate(
  resultsDirectory: string,
  name: string,
  pages: Map<string, Buffer>,
  shown?: ReadonlySet<CaseId>,
) {
  const options: AwesomePluginOptions = {
    reportName: name,
    singleFile: true,
    groupBy: ['epic', 'feature', 'story'],
    reportLanguage: 'en',
    stepTreeExpansion: 'expand_failed_only',
  }
  const output = await mkdtemp(join(tmpdir(), 'attest-allure-'))
  try {
    const report = new AllureReport({
      name,
      output,
      open: false,
      port: undefined,
      // Suites repeat what epic, feature and story say; other readers of the results need them.
      // What the head of a case's page shows anyway only pushes what was found off the screen.
      hideLabels: [/^attest\./, 'parentSuite', 'suite', 'subSuite', ...SHOWN_ELSEWHERE],
      reportFiles: {
        addFile: async (path, data) => {
          pages.set(path, data)
          return path
        },
      },
      // The directory is ours: nothing in it is of another tool.
      readers: [allure2, attachments],
      plugins: [{ id: PLUGIN, enabled: true, plugin: new AwesomePlugin(options), options }],
      categories: CATEGORIES.map(({ name, matchedStatuses, messageRegex }) => ({
        name: name ?? '',
        ...(matchedStatuses && { matchedStatuses }),
        ...(typeof messageRegex === 'string' && { messageRegex }),
        groupBy: [{ label: 'feature' }],
        groupByMessage: true,
      })),
    })
    await report.start()
    for (const path of await resultFilesOf(resultsDirectory, shown)) {
      await report.readResult(new ResultOnDisk(path))
    }
    await report.done()
  } finally {
    await rm(output, { recursive: true, force: true })
  }
}
