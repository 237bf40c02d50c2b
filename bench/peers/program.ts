import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

export interface Ended {
  readonly code: number
  /** The time from its start to its end. */
  readonly seconds: number
}

/** Runs a program until it ends and writes its output to `log`. Throws when it cannot be started. */
export async function runProgram(
  command: string,
  args: readonly string[],
  {
    env,
    cwd,
    log,
  }: { readonly env: NodeJS.ProcessEnv; readonly cwd: string; readonly log: string },
): Promise<Ended> {
  const started = performance.now()
  const printed = createWriteStream(log)
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const takeAlong = (): void => void child.kill()
  process.once('exit', takeAlong)
  child.stdout.pipe(printed, { end: false })
  child.stderr.pipe(printed, { end: false })
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? (signal ? 128 : 1)))
  })
  process.off('exit', takeAlong)
  const seconds = (performance.now() - started) / 1000
  printed.end()
  await finished(printed)
  return { code, seconds }
}
