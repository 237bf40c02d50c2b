import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The version that is measured. */
export const SCHEMATHESIS = '4.32.5'

/**
 * The path of Schemathesis in that version: the user's own, or in a virtual environment that is created
 * once in `folder`. Undefined when it cannot be installed.
 */
export async function installSchemathesis(folder: string): Promise<string | undefined> {
  const venv = join(folder, 'schemathesis')
  const program = join(venv, 'bin', 'schemathesis')
  if (existsSync(program)) return program
  if (await isThere()) return 'schemathesis'
  try {
    await run('python3', ['-m', 'venv', venv])
    await run(join(venv, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${SCHEMATHESIS}`])
    return program
  } catch {
    return undefined
  }
}

async function isThere(): Promise<boolean> {
  try {
    const { stdout } = await run('schemathesis', ['--version'])
    return stdout.trim().endsWith(` ${SCHEMATHESIS}`)
  } catch {
    return false
  }
}
