import { once } from 'node:events'
import { constants, getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { giveWay } from './give-way.ts'

const TELLS_ITS_PRIORITY = `
  const { parentPort } = require('node:worker_threads')
  parentPort.once('message', () => parentPort.postMessage(require('node:os').getPriority()))
`

test.runIf(process.platform === 'linux')('A thread gives way to those that are there', async () => {
  const before = getPriority()
  const other = new Worker(TELLS_ITS_PRIORITY, { eval: true })
  await once(other, 'online')

  giveWay()

  expect(getPriority()).toBe(constants.priority.PRIORITY_BELOW_NORMAL)
  other.postMessage('tell')
  expect(await once(other, 'message')).toEqual([before])
})
