import { fileURLToPath } from 'node:url'
import type { Reporter } from 'vitest/node'
import { packageRoot } from '../package-root.ts'
import { announceBreakOff, type BreakOffCause } from './break-off.ts'
import type { RunOrder } from './run-order.ts'

export interface Performance {
  /** Resolves when the last case has ended, or has been broken off. */
  readonly ended: Promise<void>
  /** Starts no further case and ends those that run. */
  readonly breakOff: (cause: BreakOffCause) => Promise<void>
  /** Defects of the suite that no case stands for; complete when `ended` has resolved. */
  readonly problems: readonly string[]
}

/**
 * Cases that may have begun, most of which wait for their turn: so many that only a plan of all
 * microversions has more. Each takes some 10 KB while it waits.
 */
const CASES_AT_A_TIME = 4000

/**
 * Performs the cases of a run in one Vitest worker, concurrently: they wait for the target nearly all
 * of the time, and the pools decide how many may use it at once.
 * `entry` is the file that registers them; it finds the order by `inject('attest')`.
 */
export async function perform(options: {
  readonly order: RunOrder
  readonly entry: URL
  readonly reporters: readonly Reporter[]
  /** The file of a test runner for the worker. */
  readonly runner: string
}): Promise<Performance> {
  const { order } = options
  // Vitest takes its time to load; what only prints a plan does without it.
  const { createVitest } = await import('vitest/node')
  const entry = fileURLToPath(options.entry)
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
      maxConcurrency: Math.min(order.cases.length, CASES_AT_A_TIME),
      // Each wait for the target has a deadline of its own.
      testTimeout: 0,
      hookTimeout: 0,
      // The main thread may be busy with the results of many thousand cases when the worker ends.
      teardownTimeout: 300_000,
      reporters: [...options.reporters],
      provide: { attest: order },
      // What is compiled is Node's to load: Vite would read, transform and map each file once more.
      server: { deps: { external: [/\/dist\/.*\.js$/] } },
      dangerouslyIgnoreUnhandledErrors: true,
    },
    { logLevel: 'silent', clearScreen: false },
  )
  leaveSignals()
  const problems: string[] = []
  const ended = (async () => {
    try {
      const { testModules, unhandledErrors } = await vitest.start([entry])
      const errors = [...unhandledErrors, ...testModules.flatMap((module) => module.errors())]
      problems.push(...errors.map(inWords))
    } finally {
      await vitest.close()
    }
  })()
  const breakOff = async (cause: BreakOffCause): Promise<void> => {
    announceBreakOff(order.run, cause)
    await vitest.cancelCurrentRun('keyboard-input')
  }
  return { ended, problems, breakOff }
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
