import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { codeFile } from '../../src/package-root.ts'
import { programOf, type Subject } from '../subject.ts'

const UsageFile = z.object({ peakKb: z.number(), cpuMs: z.number() })

/** The resources that a process has used with all of its threads. */
export interface Usage {
  readonly wallMs: number
  readonly cpuMs: number
  /** Its peak resident memory. */
  readonly peakMb: number
}

/** The exit codes of a run that was completed. */
const ENDED = [0, 1, 3]

/** Runs a command of Attest as users do. Throws when it was not completed. */
export async function runMeasured(
  subject: Subject,
  args: readonly string[],
  options: { readonly folder: string; readonly environment?: NodeJS.ProcessEnv },
): Promise<Usage> {
  const usage = join(options.folder, 'usage.json')
  const child = spawn(process.execPath, ['--import', OBSERVER, programOf(subject), ...args], {
    cwd: subject.root,
    env: { ...process.env, ...options.environment, ATTEST_BENCH_USAGE: usage },
    stdio: 'ignore',
  })
  const started = performance.now()
  const [code] = await once(child, 'exit')
  const wallMs = performance.now() - started
  if (!ENDED.includes(code)) {
    throw new Error(`attest ${args.join(' ')} of ${subject.name} ended with ${code}`)
  }
  const { peakKb, cpuMs } = UsageFile.parse(JSON.parse(await readFile(usage, 'utf8')))
  return { wallMs, cpuMs, peakMb: peakKb / 1024 }
}

const OBSERVER = pathToFileURL(codeFile('bench', 'scale', 'usage.process')).href
