import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { nameOf, type Result, resultSchema, type Task } from './task.ts'

const WORKER = new URL(
  `./worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
)

export interface WorkerPoolOptions {
  readonly workers: number
  /** Tasks that one worker has under way: they wait for the cloud much of the time. */
  readonly atATime: number
  readonly onResult: (result: Result) => void
}

/** Distributes tasks to several processes and returns when the last one is done. */
export async function performTasks(
  tasks: readonly Task[],
  options: WorkerPoolOptions,
): Promise<void> {
  const queue = [...tasks]
  const workers = Math.min(options.workers, queue.length)
  await Promise.all(Array.from({ length: workers }, () => employ(queue, options)))
}

/** Starts a new worker whenever one dies, as long as there are tasks. */
async function employ(queue: Task[], options: WorkerPoolOptions): Promise<void> {
  while (queue.length > 0) await workWith(fork(WORKER), queue, options)
}

async function workWith(
  worker: ChildProcess,
  queue: Task[],
  options: WorkerPoolOptions,
): Promise<void> {
  const { atATime, onResult } = options
  const underWay = new Map<string, Task>()
  const hand = (): void => {
    while (underWay.size < atATime) {
      const task = queue.shift()
      if (task === undefined) break
      underWay.set(nameOf(task), task)
      worker.send(task)
    }
    if (underWay.size === 0) worker.disconnect()
  }
  worker.on('message', (message) => {
    if (message !== 'ready') {
      const result = resultSchema.parse(message)
      underWay.delete(result.task)
      onResult(result)
    }
    hand()
  })
  const [code] = await once(worker, 'exit')
  for (const task of underWay.keys()) {
    const problem = `the worker ended with ${String(code)}`
    onResult({ task, fate: 'broken', reach: 'first', met: 0, ms: 0, cases: [], problem })
  }
}
