import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Reporter } from 'vitest/node'
import { packageRoot } from '../package-root.ts'
import { announceBreakOff, type BreakOffCause } from './break-off.ts'
import { LateReporters } from './late-reporters.ts'
import { OrderGiver } from './order-channel.ts'
import type { RunOrder, RunSummons } from './run-order.ts'

export interface Performance {
  /** Resolves when the last case has ended, or has been broken off. */
  readonly performed: Promise<void>
  /** Resolves when the performer has gone, and the last result is written: soon afterwards. */
  readonly ended: Promise<void>
  /** Starts no further case and ends those that run. */
  readonly breakOff: (cause: BreakOffCause) => Promise<void>
  /** Defects of the suite that no case stands for; complete when `ended` has resolved. */
  readonly problems: readonly string[]
}

/** Who performs the cases of a run; it makes ready while others find out which these are. */
export interface Performer {
  /** Hands over the order, and returns when it has been taken; at most once. */
  perform(order: RunOrder, reporters: readonly Reporter[]): Promise<Performance>
  /** Lets go of a performer; nothing happens to one that performs or has performed. */
  dismiss(): Promise<void>
}

/**
 * Cases that may have begun, most of which wait for their turn: so many that only a plan of all
 * microversions has more. Each takes some 10 KB while it waits.
 */
const CASES_AT_A_TIME = 4000

/**
 * Starts a Vitest worker, in which the cases of a run will be performed concurrently: they wait for the
 * target nearly all of the time, and the pools decide how many may use it at once.
 * `entry` is the file that registers them; it finds the summons by `inject('attest')`.
 */
export async function summonPerformer(options: {
  readonly summons: Omit<RunSummons, 'channel'>
  readonly entry: URL
  /** The file of a test runner for the worker. */
  readonly runner: string
}): Promise<Performer> {
  // Vitest takes its time to load; what only prints a plan does without it.
  const { createVitest } = await import('vitest/node')
  const entry = fileURLToPath(options.entry)
  const reporters = new LateReporters()
  const channel = `attest-order-${randomUUID()}`
  const leaveSignals = guardSignals()
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root: packageRoot,
      include: [entry],
      exclude: [],
      watch: false,
      pool: 'threads',
      isolate: false,
      fileParallelism: false,
      runner: options.runner,
      maxConcurrency: CASES_AT_A_TIME,
      // Each wait for the target has a deadline of its own.
      testTimeout: 0,
      hookTimeout: 0,
      // The main thread may be busy with the results of many thousand cases when the worker ends.
      teardownTimeout: 300_000,
      reporters: [reporters],
      provide: { attest: { ...options.summons, channel } },
      // What is compiled is Node's to load: Vite would read, transform and map each file once more.
      server: { deps: { external: [/\/dist\/.*\.js$/] } },
      dangerouslyIgnoreUnhandledErrors: true,
    },
    { logLevel: 'silent', clearScreen: false },
  )
  leaveSignals()
  const orders = new OrderGiver<RunOrder>(channel)
  const problems: string[] = []
  const ended = (async () => {
    try {
      const { testModules, unhandledErrors } = await vitest.start([entry])
      const errors = [...unhandledErrors, ...testModules.flatMap((module) => module.errors())]
      problems.push(...errors.map(inWords))
    } finally {
      orders.close()
      await vitest.close()
    }
  })()
  // Who could not make ready does not take the order either, and says why by its end.
  const ready = Promise.race([orders.awaited, ended.catch(() => undefined)])
  const performed = Promise.race([orders.done, ended])
  // Who waits for it is told.
  performed.catch(() => undefined)
  let isFree = true
  return {
    async perform(order, present) {
      isFree = false
      reporters.have(present)
      await ready
      orders.give(order)
      const breakOff = async (cause: BreakOffCause): Promise<void> => {
        announceBreakOff(order.run, cause)
        await vitest.cancelCurrentRun('keyboard-input')
      }
      return { performed, ended, problems, breakOff }
    },
    async dismiss() {
      if (!isFree) return
      isFree = false
      await ready
      orders.give()
      await ended.catch(() => undefined)
    },
  }
}

/**
 * Vitest's logger ends the process at the first signal, before anything is cleaned up or
 * reported. The function returned takes away the listeners that have come since the call.
 */
function guardSignals(): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)))
  return () => {
    for (const signal of signals) {
      for (const listener of process.listeners(signal)) {
        if (!before.has(listener)) process.off(signal, listener)
      }
    }
  }
}

function inWords(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error)
}
