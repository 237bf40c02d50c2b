import { fileURLToPath } from 'node:url'
import { createVitest, type Reporter } from 'vitest/node'
import { packageRoot } from '../package-root.ts'
import type { RunOrder } from './run-order.ts'

/**
 * Has Vitest perform the cases of an order; `entry` is the file that registers a test for each. There
 * is one worker, because cases wait for the target nearly all of the time and share resources.
 * Resolves when the last result has been reported, with the messages of errors that belong to no case.
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
      // The cache would be written into the folder of the installed package.
      cache: false,
      include: [entry],
      exclude: [],
      watch: false,
      provide: { order: options.order },
      pool: 'threads',
      isolate: false,
      fileParallelism: false,
      maxConcurrency: Math.max(1, options.order.cases.length),
      // Each wait within a case has a deadline, so that every test ends.
      testTimeout: 0,
      hookTimeout: 0,
      // After many thousand cases, results may still be transferred when the last test has ended.
      teardownTimeout: 300_000,
      // A run that is interrupted before it began has no test.
      passWithNoTests: true,
      reporters: [options.reporter],
      // Node loads compiled files itself. Vite would read and transform each of them again.
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
 * Notes the listeners for signals and unhandled rejections; the function that it returns removes all
 * that were added since. Vitest adds listeners that end the process at once, before a run has cleaned up.
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
