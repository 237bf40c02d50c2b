import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { codeFile } from '../../package-root.ts'
import type { PlannedCase } from '../../plan/case.ts'
import { announceBreakOff, type BreakOffCause } from '../../run/break-off.ts'
import type { EarlyWorkerPlace } from '../../run/early-worker.ts'
import { OrderGiver } from '../../run/order-channel.ts'
import type { RunOrder, RunSummons } from '../../run/run-order.ts'
import { spareCompiler } from '../../run/spare-compiler.ts'
import type { Settings } from '../../settings/settings.ts'
import type { ChosenTarget } from './0-choose-target.ts'

/** What the thread that hosts Vitest is told: of which cases it is to tell Allure. */
export interface HostOrder {
  readonly allureResults: string
  readonly journal: string
  /** Bytes of the journal that there were before. */
  readonly from: number
  readonly cases: readonly PlannedCase[]
}

/** What it answers when Vitest has ended. */
export interface HostAnswer {
  readonly problems: readonly string[]
}

/** What it has to end by itself when there is nothing to do, in ms. */
const DISMISSAL_MS = 5_000

export interface Performance {
  /** Resolves when the last case has ended, or has been broken off. */
  readonly performed: Promise<void>
  /**
   * Resolves when the last result is written, soon afterwards: with defects of the suite that no
   * case stands for, in words.
   */
  readonly problems: Promise<readonly string[]>
  /** Starts no further case and ends those that run. */
  readonly breakOff: (cause: BreakOffCause) => void
}

/**
 * Who performs the cases of a run: a worker of a Vitest that has a thread of its own. Both take their
 * time to make ready, and begin with it before it is known what to do. The worker does not wait for
 * Vitest, which is told of what has happened until then.
 */
export class Performer {
  readonly #channel = `attest-order-${randomUUID()}`
  readonly #orders = new OrderGiver<RunSummons, RunOrder>(this.#channel)
  readonly #host: Worker
  readonly #ended: Promise<readonly string[]>
  #isSummoned = false
  #isFree = true

  /** Returns at once. */
  constructor() {
    spareCompiler()
    this.#host = new Worker(codeFile('src', 'cli', 'run-steps', 'performer.thread'), {
      workerData: { channel: this.#channel } satisfies EarlyWorkerPlace,
    })
    this.#ended = new Promise((resolve, reject) => {
      this.#host.on('message', ({ problems }: HostAnswer) => resolve(problems))
      this.#host.on('error', reject)
      this.#host.on('exit', () => reject(new Error('the thread that performs a run has gone')))
    })
    // Who waits for it is told.
    this.#ended.catch(() => undefined)
  }

  /** Has the worker open its own sessions: to be called when the cloud lets everybody in. */
  summon({ clouds, cloudsFile }: ChosenTarget, { deadlines, limits }: Settings): void {
    const { answerMs } = deadlines
    const { requestsPerSecond } = limits
    this.#isSummoned = true
    this.#orders.summon({
      clouds,
      ...(cloudsFile !== undefined && { cloudsFile }),
      ...(answerMs !== undefined && { answerMs }),
      ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    })
  }

  /** Hands over the order, and returns when it can be taken; once, and after the summons. */
  async perform(order: RunOrder, allureResults: string): Promise<Performance> {
    this.#isFree = false
    // Who could not make ready does not take the order either, and says why by its end.
    const gone = this.#ended.then(
      () => undefined,
      () => undefined,
    )
    const { journal, cases } = order
    const from = statSync(journal).size
    this.#host.postMessage({ allureResults, journal, from, cases } satisfies HostOrder)
    await Promise.race([this.#orders.awaited, gone])
    this.#orders.give(order)
    const performed = Promise.race([this.#orders.done, this.#ended.then(() => undefined)])
    // Who waits for it is told.
    performed.catch(() => undefined)
    return {
      performed,
      problems: this.#ended,
      breakOff: (cause) => announceBreakOff(this.#channel, cause),
    }
  }

  /** Sends it away, when it has ended what it was told to do. Once more does no harm. */
  async dismiss(): Promise<void> {
    // Who has been summoned has sessions, which it closes; anybody else can go at once.
    if (this.#isSummoned) {
      if (this.#isFree) this.#orders.give()
      const ended = this.#ended.catch(() => undefined)
      // Without an order it may still be at opening its sessions, which nobody wants any more.
      await (this.#isFree
        ? Promise.race([ended, sleep(DISMISSAL_MS, undefined, { ref: false })])
        : ended)
    }
    this.#orders.close()
    await this.#host.terminate()
  }
}
