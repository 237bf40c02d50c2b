import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { BrokenOff, listenForBreakOff, passOnBreakOff } from './break-off.ts'

test('A worker is told that its run is broken off, and why', async () => {
  const leader = new AbortController()
  const worker = listenForBreakOff('run-a')
  const passing = passOnBreakOff('run-a', leader.signal)

  leader.abort(new BrokenOff('out-of-time'))
  await once(worker.signal, 'abort')

  expect(worker.signal.reason).toMatchObject({ cause: 'out-of-time' })
  worker.close()
  passing.close()
})

test('A worker that listens later is told, too', async () => {
  const passing = passOnBreakOff('run-b', AbortSignal.abort(new BrokenOff('interrupted')))
  await sleep(20)
  const worker = listenForBreakOff('run-b')

  await once(worker.signal, 'abort')

  expect(worker.signal.reason).toMatchObject({ cause: 'interrupted' })
  worker.close()
  passing.close()
})

test('The end of one run is not that of another', async () => {
  const mine = listenForBreakOff('run-c')
  const other = listenForBreakOff('run-d')
  const passing = passOnBreakOff('run-d', AbortSignal.abort(new BrokenOff('interrupted')))

  await once(other.signal, 'abort')

  expect(mine.signal.aborted).toBe(false)
  mine.close()
  other.close()
  passing.close()
})

test('A worker that has ceased to listen is not told any more', async () => {
  const { signal, close } = listenForBreakOff('run-e')
  close()

  const passing = passOnBreakOff('run-e', AbortSignal.abort(new BrokenOff('interrupted')))
  await sleep(20)

  expect(signal.aborted).toBe(false)
  passing.close()
})

test('The leader of a run is told when its worker gives up', async () => {
  const heard: BrokenOff[] = []
  const hear = (reason: BrokenOff) => heard.push(reason)
  const passing = passOnBreakOff('run-f', new AbortController().signal, hear)
  const worker = listenForBreakOff('run-f')
  worker.breakOff('service-gone', 'compute has answered nothing for 120 s')

  expect(worker.signal.reason).toMatchObject({ cause: 'service-gone' })
  await vi.waitFor(() => expect(heard).toHaveLength(1))
  expect(heard[0]).toMatchObject({
    cause: 'service-gone',
    message: 'compute has answered nothing for 120 s',
  })
  worker.close()
  passing.close()
})
