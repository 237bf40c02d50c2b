import { execFileSync } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../src/package-root.ts'

/** Copies what a clone of the repository would have, changes of the work tree included, into a folder. */
export function copyClone(folder: string): void {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const listed = execFileSync('git', words, { cwd: packageRoot, encoding: 'utf8', maxBuffer: 1e8 })
  for (const path of listed.split('\0')) {
    const from = join(packageRoot, path)
    if (path !== '' && existsSync(from)) cpSync(from, join(folder, path), { recursive: true })
  }
}
