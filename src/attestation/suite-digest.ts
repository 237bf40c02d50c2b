import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { codeRoot } from '../package-root.ts'

const FOLDERS = ['src', 'fixtures', 'suites', 'reports']
const KIND = import.meta.url.endsWith('.ts') ? /(?<!\.test)\.ts$/ : /\.js$/

/** `sha256:<hex>` of the code that judges: the engine, what suites stand on, the suites, the reports. */
export function suiteDigest(): string {
  const hash = createHash('sha256')
  for (const file of FOLDERS.flatMap((folder) => filesIn(join(codeRoot, folder))).sort()) {
    hash
      .update(`${relative(codeRoot, file).split(sep).join('/')}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return `sha256:${hash.digest('hex')}`
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        KIND.test(entry.name) &&
        !/[\\/](testing|testbed)$/.test(entry.parentPath),
    )
    .map((entry) => join(entry.parentPath, entry.name))
}
