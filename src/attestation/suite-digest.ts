import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the code that runs: `dist/` of the package, or the sources. */
const CODE = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')
const FOLDERS = ['src', 'fixtures', 'suites', 'reports']
const KIND = import.meta.url.endsWith('.ts') ? /(?<!\.test)\.ts$/ : /\.js$/

/** `sha256:<hex>` of the code that judges: the engine, what suites stand on, the suites, the reports. */
export function suiteDigest(): string {
  const hash = createHash('sha256')
  for (const file of FOLDERS.flatMap((folder) => filesIn(join(CODE, folder))).sort()) {
    hash
      .update(`${relative(CODE, file).split(sep).join('/')}\0`)
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
