import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { codeFile } from '../../src/package-root.ts'
import type { PageOrder } from './generate-report.ts'
import type { Beginning } from './read-ahead.ts'

/** A page to make, or only to begin. */
export type ThreadOrder = PageOrder | Beginning

/** How that went: what it threw, if it did. */
export type PageAnswer = { readonly thrown?: unknown }

/**
 * Makes Allure's page in a thread of its own: others write their reports meanwhile. Allure takes
 * its time to load, which the thread begins with when it has something to do.
 */
export class AllureThread {
  #thread: Thread | undefined

  /**
   * Has the thread begin a page that will be ordered, or go on with it, with the results that are
   * there now.
   */
  async readAhead(resultsDirectory: string, name: string): Promise<void> {
    // Loaded late: who leads a run has no need of it before.
    const { resultFilesOf } = await import('./result-files.ts')
    const present = await resultFilesOf(resultsDirectory).catch(() => [])
    this.#thread ??= startThread()
    this.#thread.worker.postMessage({ name, present } satisfies ThreadOrder)
  }

  /** As `generateAllureReport` does; throws what it throws. */
  async generate(order: PageOrder): Promise<void> {
    this.#thread ??= startThread()
    const { worker, broken } = this.#thread
    const answered = once(worker, 'message')
    worker.postMessage(order satisfies ThreadOrder)
    const [answer]: PageAnswer[] = await Promise.race([answered, broken])
    if (answer !== undefined && 'thrown' in answer) throw answer.thrown
  }

  async close(): Promise<void> {
    await this.#thread?.worker.terminate()
  }
}

interface Thread {
  readonly worker: Worker
  /** Rejects when the thread cannot go on. */
  readonly broken: Promise<never>
}

function startThread(): Thread {
  const worker = new Worker(codeFile('reports', 'allure', 'report.thread'))
  const broken = new Promise<never>((_, reject) => {
    worker.on('error', reject)
  })
  // Who wants a page is told.
  broken.catch(() => undefined)
  return { worker, broken }
}
