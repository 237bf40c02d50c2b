import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AllureReport } from '@allurereport/core'
import AwesomePlugin, { type AwesomePluginOptions } from '@allurereport/plugin-awesome'
import { allure2, attachments } from '@allurereport/reader'
import { Status } from 'allure-js-commons'
import { type Cause, causeCategory } from './cause-category.ts'
import type { ResultOnDisk } from './result-on-disk.ts'
import { CATEGORIES } from './run-facts.ts'
import type { PastRun } from './run-history.ts'

const PLUGIN = 'awesome'

const SHOWN_ELSEWHERE = ['framework', 'language', 'epic', 'feature', 'story']

/** A page that Allure is making: it reads results and returns one HTML file. */
export class PageUnderWay {
  readonly #report: AllureReport
  readonly #pages = new Map<string, Buffer>()
  /** Allure requires an output folder, although it writes nothing there but the history. */
  readonly #output = join(tmpdir(), `attest-allure-${randomUUID()}`)
  readonly #history = join(this.#output, 'history.jsonl')

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
      historyPath: this.#history,
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
        ...causes.map((cause) => ({ ...causeCategory(cause), groupBy: [], groupByMessage: false })),
        ...CATEGORIES.map(({ name, matchedStatuses, messageRegex }) => ({
          name: name ?? '',
          ...(matchedStatuses && { matchedStatuses }),
          ...(typeof messageRegex === 'string' && { messageRegex }),
          groupBy: [],
          // Messages of failures contain ids, so each would get a category of its own.
          groupByMessage: matchedStatuses?.includes(Status.SKIPPED) === true,
        })),
      ],
    })
  }

  static async begin(
    name: string,
    causes: readonly Cause[] = [],
    history: readonly PastRun[] = [],
  ): Promise<PageUnderWay> {
    const page = new PageUnderWay(name, causes)
    await mkdir(page.#output, { mode: 0o700 })
    writeFileSync(page.#history, history.map((run) => `${JSON.stringify(run)}\n`).join(''))
    await page.#report.start()
    return page
  }

  async read(file: ResultOnDisk): Promise<void> {
    await this.#report.readResult(file)
  }

  /**
   * The page of all results so far, undefined when Allure made none; and what Allure keeps of them for
   * later runs.
   */
  async finish(): Promise<{ readonly page: Buffer | undefined; readonly point: unknown }> {
    try {
      await this.#report.done()
      const page = this.#pages.get(`${PLUGIN}/index.html`)
      const last = readFileSync(this.#history, 'utf8').trimEnd().split('\n').at(-1)
      return { page, point: JSON.parse(last || '{}') }
    } finally {
      await rm(this.#output, { recursive: true, force: true })
    }
  }
}
