import { fileURLToPath } from 'node:url'
import { createVitest, type Reporter } from 'vitest/node'
import { packageRoot } from '../package-root.ts'
import { CASES_AT_A_TIME, type RunOrder } from './run-order.ts'

/**
 * Has Vitest perform the cases of an order: `entry` is the file that registers a test for each. One
 * worker, for the cases wait for the target nearly all of the time and share what they stand on.
 * Resolves when the last result has been reported: with defects of the suite that no case stands for,
 * in words.
 */
export async function runVitest(options: {
  readonly entry: URL
  readonly order: RunOrder
  readonly reporter: Reporter
}): Promise<readonly string[]> {
  const entry = fileURLToPath(options.entry)
  const release = keepSignals()
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root: packageRoot,
      // Else Vitest writes into the folder of the installed package.
      cache: false,
      include: [entry],
      exclude: [],
      watch: false,
      provide: { order: options.order },
      pool: 'threads',
      isolate: false,
      fileParallelism: false,
      maxConcurrency: CASES_AT_A_TIME,
      // A test ends with its case, in which each wait for the target has a deadline of its own.
      testTimeout: 0,
      hookTimeout: 0,
      // Of many thousand cases, results may still be on their way when the last has ended.
      teardownTimeout: 300_000,
      // A run that is broken off before it began has no test.
      passWithNoTests: true,
      reporters: [options.reporter],
      // What is compiled is Node's to load: Vite would read, transform and map each file once more.
      server: { deps: { external: [/\/dist\/.*\.js$/] } },
      dangerouslyIgnoreUnhandledErrors: true,
    },
    { logLevel: 'silent', clearScreen: false },
  )
  release()
  try {
    const { testModules, unhandledErrors } = await vitest.start([entry])
    return [...unhandledErrors, ...testModules.flatMap((module) => module.errors())].map(inWords)
  } finally {
    await vitest.close()
  }
}

/**
 * Vitest ends the process at the first signal, and at a rejection that nobody handles; a run ends by
 * itself, after it has cleaned up. What the call returns takes away the listeners that have come since.
 */
function keepSignals(): () => void {
  const events = ['SIGINT', 'SIGTERM', 'unhandledRejection'] as const
  const before = new Map(events.map((event) => [event, new Set(process.rawListeners(event))]))
  return () => {
    for (const [event, known] of before) {
      for (const listener of process.rawListeners(event)) {
        if (!known.has(listener)) process.off(event, listener as () => void)
      }
    }
  }
}

function inWords(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error)
}
