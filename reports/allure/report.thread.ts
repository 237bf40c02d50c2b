import { parentPort } from 'node:worker_threads'
import { generateAllureReport } from './generate-report.ts'
import { type ReadAhead, readAhead } from './read-ahead.ts'
import type { PageAnswer, ThreadOrder } from './report-thread.ts'

let ahead: ReadAhead | undefined
/** One order after the other: reading may be under way when the page is ordered. */
let before = Promise.resolve()

// The thread of AllureThread.
parentPort?.on('message', (order: ThreadOrder) => {
  before = before.then(() => obey(order))
})

async function obey(order: ThreadOrder): Promise<void> {
  if ('present' in order) {
    // What is wrong with the results is found again when the page is made.
    ahead = await readAhead(order, ahead).catch(() => undefined)
    return
  }
  const begun = ahead
  // It can be finished once.
  ahead = undefined
  parentPort?.postMessage(await answer(() => generateAllureReport(order, begun)))
}

async function answer(work: () => Promise<void>): Promise<PageAnswer> {
  try {
    await work()
    return {}
  } catch (thrown) {
    return { thrown }
  }
}
