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
  #thread: Thread | undefined

  /** Has the thread make ready; returns at once. */
  warmUp(): void {
    this.#thread ??= startThread()
  }

  /** As `generateAllureReport` does; throws what it throws. */
  async generate(
    resultsDirectory: string,
    file: string,
    name: string,
    shown?: ReadonlySet<CaseId>,
  ): Promise<void> {
    this.#thread ??= startThread()
    const { worker, broken } = this.#thread
    const answered = once(worker, 'message')
    worker.postMessage({ resultsDirectory, file, name, shown } satisfies PageOrder)
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
