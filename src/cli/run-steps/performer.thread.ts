import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { codeFile } from '../../package-root.ts'
import { EarlyWorker, type EarlyWorkerPlace } from '../../run/early-worker.ts'
import { giveWay } from '../../run/give-way.ts'
import { LateReporters } from '../../run/late-reporters.ts'
import type { HostAnswer, HostOrder } from './performer.ts'

// The thread of a Performer. Vitest is in it from its first line to the end of its life, for it takes
// its time to load, and takes the signals of the process for its own.
const worker = new EarlyWorker(
  codeFile('suites', 'case-worker.thread'),
  workerData as EarlyWorkerPlace,
)
// What is told of a case can wait, what the cases do cannot.
giveWay()
const reporters = new LateReporters()

parentPort?.on('message', async (order: HostOrder) => {
  const [{ allureReporter }, { loadContracts }, { operationLookup }] = await Promise.all([
    import('../../../reports/allure/vitest-reporter.ts'),
    import('../../openapi/load-contract.ts'),
    import('../../openapi/operation-lookup.ts'),
  ])
  const { allureResults, ...told } = order
  const lookup = operationLookup(loadContracts())
  reporters.have([allureReporter(allureResults, { ...told, lookup })])
})

const { hostVitest } = await import('../../run/host-vitest.ts')
const problems = await hostVitest({
  // The entry file stands beside the suites, compiled or not.
  entry: pathToFileURL(codeFile('suites', 'conformance.run')),
  worker,
  reporter: reporters,
})
parentPort?.postMessage({ problems } satisfies HostAnswer)
