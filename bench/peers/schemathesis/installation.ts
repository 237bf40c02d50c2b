import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The version that is measured. */
export const SCHEMATHESIS = '4.32.5'

/** Installs Schemathesis into a virtual environment in `folder`, once; its program, or undefined. */
export async function installSchemathesis(folder: string): Promise<string | undefined> {
  const venv = join(folder, 'schemathesis')
  const program = join(venv, 'bin', 'schemathesis')
  if (existsSync(program)) return program
  const run = promisify(execFile)
  try {
    await run('python3', ['-m', 'venv', venv])
    await run(join(venv, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${SCHEMATHESIS}`])
    return program
  } catch {
    return undefined
  }
}
