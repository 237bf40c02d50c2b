import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { codeFile } from '../../src/package-root.ts'
import type { CaseId } from '../../src/plan/case.ts'

/** What the thread is to make a page of. */
export interface PageOrder {
  readonly resultsDirectory: string
  readonly file: string
  readonly name: string
  readonly shown: ReadonlySet<CaseId> | undefined
}

/** How that went: what it threw, if it did. */
export type PageAnswer = { readonly thrown?: unknown }

/**
 * Makes Allure's page in a thread of its own: others write their reports meanwhile. Allure takes
 * its time to load, which the thread begins with when it is told that it will be needed.
 */
export class AllureThread {
  #worker: Worker | undefined

  /** Has the thread make ready; returns at once. */
  warmUp(): Worker {
    this.#worker ??= new Worker(codeFile('reports', 'allure', 'report.thread'))
    return this.#worker
  }

  /** As `generateAllureReport` does; throws what it throws. */
  async generate(
    resultsDirectory: string,
    file: string,
    name: string,
    shown?: ReadonlySet<CaseId>,
  ): Promise<void> {
    const worker = this.warmUp()
    worker.postMessage({ resultsDirectory, file, name, shown } satisfies PageOrder)
    const [answer]: PageAnswer[] = await once(worker, 'message')
    if (answer !== undefined && 'thrown' in answer) throw answer.thrown
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }
}
