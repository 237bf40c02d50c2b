import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AllureReport } from '@allurereport/core'
import AwesomePlugin, { type AwesomePluginOptions } from '@allurereport/plugin-awesome'
import { allure2, attachments } from '@allurereport/reader'
import type { Finding } from '../findings/finding.ts'
import { shortened } from '../text/escape-controls.ts'
import { FINDING_LABEL } from './case-labels.ts'
import type { ResultOnDisk } from './result-on-disk.ts'
import { CATEGORIES } from './run-facts.ts'

const PLUGIN = 'awesome'

const SHOWN_ELSEWHERE = ['framework', 'language', 'epic', 'feature', 'story']

/** A cause of what did not pass, in which cases are put together. */
export type Cause = Pick<Finding, 'id' | 'title'>

// What is in a category of its own does not fall into the general one of its reason code.
function categoryOf({ id, title }: Cause) {
  return {
    name: `${id} ${shortened(title, 160)}`,
    matchers: { labels: { [FINDING_LABEL]: id } },
    groupBy: [{ label: 'feature' }],
    groupByMessage: false,
  }
}

/** A page that Allure is making: it reads results and returns one HTML file. */
export class PageUnderWay {
  readonly #report: AllureReport
  readonly #pages = new Map<string, Buffer>()
  /** Allure requires an output folder, although it writes nothing there. */
  readonly #output = join(tmpdir(), `attest-allure-${randomUUID()}`)

  private constructor(name: string, causes: readonly Cause[]) {
    const options: AwesomePluginOptions = {
      reportName: name,
      singleFile: true,
      groupBy: ['epic', 'feature', 'story'],
      reportLanguage: 'en',
      stepTreeExpansion: 'expand_failed_only',
    }
    this.#report = new AllureReport({
      name,
      output: this.#output,
      open: false,
      port: undefined,
      // These labels repeat epic, feature and story for other readers of the results, or repeat the
      // head of a case's page and would push the findings off the screen.
      hideLabels: [/^attest\./, 'parentSuite', 'suite', 'subSuite', ...SHOWN_ELSEWHERE],
      reportFiles: {
        addFile: async (path, data) => {
          this.#pages.set(path, data)
          return path
        },
      },
      // No other tool has written into this folder.
      readers: [allure2, attachments],
      plugins: [{ id: PLUGIN, enabled: true, plugin: new AwesomePlugin(options), options }],
      categories: [
        ...causes.map(categoryOf),
        ...CATEGORIES.map(({ name, matchedStatuses, messageRegex }) => ({
          name: name ?? '',
          ...(matchedStatuses && { matchedStatuses }),
          ...(typeof messageRegex === 'string' && { messageRegex }),
          groupBy: [{ label: 'feature' }],
          groupByMessage: true,
        })),
      ],
    })
  }

  static async begin(name: string, causes: readonly Cause[] = []): Promise<PageUnderWay> {
    const page = new PageUnderWay(name, causes)
    await page.#report.start()
    return page
  }

  async read(file: ResultOnDisk): Promise<void> {
    await this.#report.readResult(file)
  }

  /** The page of all results so far; undefined when Allure made none. */
  async finish(): Promise<Buffer | undefined> {
    await mkdir(this.#output, { mode: 0o700 })
    try {
      await this.#report.done()
    } finally {
      await rm(this.#output, { recursive: true, force: true })
    }
    return this.#pages.get(`${PLUGIN}/index.html`)
  }
}
