import { fileURLToPath } from 'node:url'
import { createVitest, type PoolWorker, type Reporter } from 'vitest/node'
import { packageRoot } from '../package-root.ts'
import { CASES_AT_A_TIME } from './run-order.ts'

/**
 * Runs a Vitest for the worker in which the cases of a run are performed. `entry` is the file that
 * registers a test for each. Resolves when it has gone: with defects of the suite that no case stands
 * for, in words.
 */
export async function hostVitest(options: {
  readonly entry: URL
  /** For the one file there is, Vitest asks for one worker. */
  readonly worker: PoolWorker
  readonly reporter: Reporter
}): Promise<readonly string[]> {
  const entry = fileURLToPath(options.entry)
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root: packageRoot,
      include: [entry],
      exclude: [],
      watch: false,
      // How long each test took: a run leaves nothing outside of its folder.
      cache: false,
      pool: { name: options.worker.name, createPoolWorker: () => options.worker },
      isolate: false,
      fileParallelism: false,
      maxConcurrency: CASES_AT_A_TIME,
      // A test ends with its case, in which each wait for the target has a deadline of its own.
      testTimeout: 0,
      hookTimeout: 0,
      // Who takes the results may be busy with many thousand cases when the worker ends.
      teardownTimeout: 300_000,
      reporters: [options.reporter],
      // What is compiled is Node's to load: Vite would read, transform and map each file once more.
      server: { deps: { external: [/\/dist\/.*\.js$/] } },
      dangerouslyIgnoreUnhandledErrors: true,
    },
    { logLevel: 'silent', clearScreen: false },
  )
  try {
    const { testModules, unhandledErrors } = await vitest.start([entry])
    return [...unhandledErrors, ...testModules.flatMap((module) => module.errors())].map(inWords)
  } finally {
    await vitest.close()
  }
}

function inWords(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error)
}
