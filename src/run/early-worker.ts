import { Worker } from 'node:worker_threads'
import type { PoolWorker, WorkerRequest } from 'vitest/node'

/** What its thread is started with. */
export interface EarlyWorkerPlace {
  /** Names the channel on which it will be told what to perform. */
  readonly channel: string
}

/**
 * A worker of Vitest's that is started before Vitest is loaded, and has something to do until Vitest
 * asks for it. Vitest ends it.
 */
export class EarlyWorker implements PoolWorker {
  readonly name = 'attest'
  readonly #thread: Worker

  /** Starts the thread of `file`, which takes Vitest's requests by `vitest/worker`. */
  constructor(file: URL | string, place: EarlyWorkerPlace) {
    this.#thread = new Worker(file, { workerData: place })
  }

  on(event: string, callback: (...told: unknown[]) => void): void {
    this.#thread.on(event, callback)
  }

  off(event: string, callback: (...told: unknown[]) => void): void {
    this.#thread.off(event, callback)
  }

  send(message: WorkerRequest): void {
    this.#thread.postMessage(message)
  }

  deserialize(data: unknown): unknown {
    return data
  }

  /** It has been for long. */
  start(): Promise<void> {
    return Promise.resolve()
  }

  async stop(): Promise<void> {
    await this.#thread.terminate()
  }
}
