import { parentPort, workerData } from 'node:worker_threads'
import type { EarlyWorkerPlace } from '../src/run/early-worker.ts'
import { performCases } from './perform-cases.ts'

const port = parentPort
if (port === null) throw new TypeError('cases are performed in a thread of their own')

// They begin when it is known which they are, whether there is a Vitest to tell of them or not. What
// keeps them from it is told to Vitest, by conformance.run.
const { channel } = workerData as EarlyWorkerPlace
await performCases(channel).catch(() => undefined)

// Now there is time for it: as Vitest's own threads do it. What was sent until now waits in the port.
const { init, runBaseTests, setupEnvironment } = await import('vitest/worker')
init({
  post: (response) => port.postMessage(response),
  on: (take) => port.on('message', take),
  off: (take) => port.off('message', take),
  teardown: () => port.removeAllListeners('message'),
  runTests: (state, traces) => runBaseTests('run', state, traces),
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
  setup: setupEnvironment,
})
