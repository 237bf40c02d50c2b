import { parentPort } from 'node:worker_threads'
import { generateAllureReport } from './generate-report.ts'
import type { PageAnswer, PageOrder } from './report-thread.ts'

// The thread of AllureThread: one page after the other.
parentPort?.on('message', async ({ resultsDirectory, file, name, shown }: PageOrder) => {
  parentPort?.postMessage(
    await answer(() => generateAllureReport(resultsDirectory, file, name, shown)),
  )
})

async function answer(work: () => Promise<void>): Promise<PageAnswer> {
  try {
    await work()
    return {}
  } catch (thrown) {
    return { thrown }
  }
}
