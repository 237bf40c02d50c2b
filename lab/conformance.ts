import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../src/package-root.ts'
import type { Installation } from './installation.ts'
import { readJson } from './private-file.ts'

/** The parts of a run's results.json that are read here. */
const Results = z.object({
  counts: z.object({ cases: z.number(), failed: z.number(), error: z.number() }),
  resources: z.object({ leaked: z.array(z.unknown()) }),
})

const NON_CONFORMANT = 1
const COULD_NOT_RUN = 2

/**
 * Runs the suite with all personas on an installation that is up. `folder` is that of the run, and
 * `args` are further arguments of `attest run`. Returns the exit code of `attest run`, or 1 when the
 * run has left resources or has cases with the verdict `error`.
 */
export async function runSuite(
  installation: Installation,
  folder: string,
  args: readonly string[],
): Promise<number> {
  const code = await attest(installation, [
    ...['run', '--config', installation.settingsFile, '--out', folder],
    ...args,
  ])
  if (code !== 0) return code
  const results = Results.safeParse(readJson(join(folder, 'results.json')))
  if (!results.success) return COULD_NOT_RUN
  const { counts, resources } = results.data
  const spotless = counts.failed + counts.error + resources.leaked.length === 0
  return spotless ? code : NON_CONFORMANT
}

/** The worst of several exit codes of `attest run`. */
export function worstOf(codes: readonly number[]): number {
  const [worst = 0] = [130, COULD_NOT_RUN, NON_CONFORMANT, 3].filter((code) => codes.includes(code))
  return codes.some((code) => ![130, 3, 2, 1, 0].includes(code)) ? COULD_NOT_RUN : worst
}

function attest({ cloudsFile }: Installation, args: readonly string[]): Promise<number> {
  // A terminal sends Ctrl-C to both programs. This one waits until the run has cleaned up and ended.
  const ignore = (): void => {}
  process.on('SIGINT', ignore)
  return new Promise((resolve, reject) => {
    const run = spawn(process.execPath, [join(packageRoot, 'dist/cli/main.js'), ...args], {
      stdio: 'inherit',
      env: { ...process.env, OS_CLIENT_CONFIG_FILE: cloudsFile },
    })
    const pass = (): void => {
      run.kill('SIGTERM')
    }
    process.once('SIGTERM', pass)
    run.once('error', reject)
    run.once('exit', (code) => {
      process.off('SIGINT', ignore).off('SIGTERM', pass)
      resolve(code ?? COULD_NOT_RUN)
    })
  })
}
