import { execFile, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const perform = promisify(execFile)

/** Whether there is a Python that can make environments, new enough for ansible-core. */
export function hasPython(): boolean {
  const asked = 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))'
  return spawnSync('python3', ['-c', asked]).status === 0
}

/** Installs packages of PyPI into an environment of their own; returns the folder of their commands. */
export async function pythonTools(folder: string, packages: readonly string[]): Promise<string> {
  await perform('python3', ['-m', 'venv', folder])
  const commands = join(folder, 'bin')
  await perform(join(commands, 'pip'), ['install', '--quiet', ...packages], { maxBuffer: 1e8 })
  return commands
}
