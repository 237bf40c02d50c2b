import { parentPort } from 'node:worker_threads'
import { init, runBaseTests, setupEnvironment } from 'vitest/worker'
// What Vitest will ask this thread for is loaded while Vitest itself is.
import './perform-cases.ts'

const port = parentPort
if (port === null) throw new TypeError('cases are performed in a thread of their own')

// As Vitest's own threads do it. What was sent until now waits in the port.
init({
  post: (response) => port.postMessage(response),
  on: (take) => port.on('message', take),
  off: (take) => port.off('message', take),
  teardown: () => port.removeAllListeners('message'),
  runTests: (state, traces) => runBaseTests('run', state, traces),
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
  setup: setupEnvironment,
})
