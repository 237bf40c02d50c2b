import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { announceBreakOff, listenForBreakOff } from './break-off.ts'

test('Who listens for the end of a run is told of it', async () => {
  const { signal, close } = listenForBreakOff('run-a')

  announceBreakOff('run-a', 'out-of-time')
  await once(signal, 'abort')

  expect(signal.reason).toMatchObject({ cause: 'out-of-time' })
  close()
})

test('The end of one run is not that of another', async () => {
  const mine = listenForBreakOff('run-b')
  const other = listenForBreakOff('run-c')

  announceBreakOff('run-c', 'interrupted')
  await once(other.signal, 'abort')

  expect(mine.signal.aborted).toBe(false)
  mine.close()
  other.close()
})

test('Who has ceased to listen is not told any more', async () => {
  const { signal, close } = listenForBreakOff('run-d')
  close()

  announceBreakOff('run-d', 'interrupted')
  await sleep(20)

  expect(signal.aborted).toBe(false)
})
