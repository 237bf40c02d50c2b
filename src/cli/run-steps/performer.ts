import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { codeFile } from '../../package-root.ts'
import type { PlannedCase } from '../../plan/case.ts'
import { announceBreakOff, type BreakOffCause } from '../../run/break-off.ts'
import { OrderGiver } from '../../run/order-channel.ts'
import type { RunOrder, RunSummons } from '../../run/run-order.ts'
import type { Settings } from '../../settings/settings.ts'
import type { ChosenTarget } from './0-choose-target.ts'

/** What the thread that hosts Vitest is started with. */
export interface HostPlace {
  /** Names the channel on which Vitest's worker will be told what to do. */
  readonly channel: string
}

/** What that thread is told. */
export type HostOrder =
  | {
      readonly kind: 'report'
      readonly allureResults: string
      readonly journal: string
      readonly cases: readonly PlannedCase[]
    }
  | { readonly kind: 'cancel' }

/** What it answers. */
export type HostAnswer =
  | { readonly kind: 'reporting' }
  | { readonly kind: 'ended'; readonly problems: readonly string[] }

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
 * Who performs the cases of a run: a worker of a Vitest that has a thread of its own. Both take a
 * second to make ready, and begin with it before it is known what to do.
 */
export class Performer {
  readonly #channel = `attest-order-${randomUUID()}`
  readonly #orders = new OrderGiver<RunSummons, RunOrder>(this.#channel)
  readonly #host: Worker
  readonly #reporting: Promise<void>
  readonly #ended: Promise<readonly string[]>
  #isSummoned = false
  #isFree = true

  /** Returns at once. */
  constructor() {
    this.#host = new Worker(codeFile('src', 'cli', 'run-steps', 'performer.thread'), {
      workerData: { channel: this.#channel } satisfies HostPlace,
    })
    this.#reporting = new Promise((resolve) => {
      this.#host.on('message', (answer: HostAnswer) => {
        if (answer.kind === 'reporting') resolve()
      })
    })
    this.#ended = new Promise((resolve, reject) => {
      this.#host.on('message', (answer: HostAnswer) => {
        if (answer.kind === 'ended') resolve(answer.problems)
      })
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
    this.#tell({ kind: 'report', allureResults, journal, cases })
    await Promise.race([Promise.all([this.#orders.awaited, this.#reporting]), gone])
    this.#orders.give(order)
    const performed = Promise.race([this.#orders.done, this.#ended.then(() => undefined)])
    // Who waits for it is told.
    performed.catch(() => undefined)
    const breakOff = (cause: BreakOffCause): void => {
      announceBreakOff(order.run, cause)
      this.#tell({ kind: 'cancel' })
    }
    return { performed, problems: this.#ended, breakOff }
  }

  /** Sends it away, when it has ended what it was told to do. Once more does no harm. */
  async dismiss(): Promise<void> {
    // Who has been summoned has sessions, which it closes; anybody else can go at once.
    if (this.#isSummoned) {
      if (this.#isFree) this.#orders.give()
      await this.#ended.catch(() => undefined)
    }
    this.#orders.close()
    await this.#host.terminate()
  }

  #tell(order: HostOrder): void {
    this.#host.postMessage(order)
  }
}
