import { fileURLToPath } from 'node:url'
import { createVitest, type PoolWorker, type Reporter } from 'vitest/node'
import { packageRoot } from '../package-root.ts'

/** A Vitest that runs. */
export interface HostedVitest {
  /** Resolves when it has gone: with defects of the suite that no case stands for, in words. */
  readonly ended: Promise<readonly string[]>
  /** Has it start no further test. */
  readonly cancel: () => Promise<void>
}

/**
 * Cases that may have begun, most of which wait for their turn: so many that only a plan of all
 * microversions has more. Each takes some 10 KB while it waits.
 */
const CASES_AT_A_TIME = 4000

/**
 * Starts a Vitest with its worker, in which the cases of a run will be performed concurrently: they wait for the
 * target nearly all of the time, and the pools decide how many may use it at once.
 * `entry` is the file that registers them; it finds `provided` by `inject('attest')`.
 */
export async function hostVitest(options: {
  readonly provided: { readonly channel: string }
  readonly entry: URL
  /** For the one file there is, Vitest asks for one worker. */
  readonly worker: PoolWorker
  readonly reporter: Reporter
}): Promise<HostedVitest> {
  const entry = fileURLToPath(options.entry)
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root: packageRoot,
      include: [entry],
      exclude: [],
      watch: false,
      pool: { name: options.worker.name, createPoolWorker: () => options.worker },
      isolate: false,
      fileParallelism: false,
      maxConcurrency: CASES_AT_A_TIME,
      // Each wait for the target has a deadline of its own.
      testTimeout: 0,
      hookTimeout: 0,
      // Who takes the results may be busy with many thousand cases when the worker ends.
      teardownTimeout: 300_000,
      reporters: [options.reporter],
      provide: { attest: options.provided },
      // What is compiled is Node's to load: Vite would read, transform and map each file once more.
      server: { deps: { external: [/\/dist\/.*\.js$/] } },
      dangerouslyIgnoreUnhandledErrors: true,
    },
    { logLevel: 'silent', clearScreen: false },
  )
  const run = async (): Promise<readonly string[]> => {
    try {
      const { testModules, unhandledErrors } = await vitest.start([entry])
      return [...unhandledErrors, ...testModules.flatMap((module) => module.errors())].map(inWords)
    } finally {
      await vitest.close()
    }
  }
  return { ended: run(), cancel: () => vitest.cancelCurrentRun('keyboard-input') }
}

function inWords(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error)
}
