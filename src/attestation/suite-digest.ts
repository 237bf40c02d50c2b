import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { codeRoot } from '../package-root.ts'

/**
 * The folders of what makes and verifies certificates. Explorations are judged by `explore/`, and none is
 * certified: they are held to the version that made them. `drift/` and `site/` judge no cloud.
 */
export const DIGESTED = ['api', 'cli', 'src', 'fixtures', 'suites', 'reports'] as const

const KIND = import.meta.url.endsWith('.ts') ? /(?<!\.test)\.ts$/ : /\.js$/

/** Folders that only tests use and that are not in the package. */
const ASIDE = /(^|\/)(testing|testbed)$|^reports\/synthetic$/

/** `sha256:<hex>` of the code that judges runs: engine, fixtures, suites and reports. */
export function suiteDigest(): string {
  const hash = createHash('sha256')
  for (const file of DIGESTED.flatMap((folder) => filesIn(join(codeRoot, folder))).sort()) {
    hash
      .update(`${within(file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return `sha256:${hash.digest('hex')}`
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && KIND.test(entry.name) && !ASIDE.test(within(entry.parentPath)),
    )
    .map((entry) => join(entry.parentPath, entry.name))
}

const within = (path: string): string => relative(codeRoot, path).split(sep).join('/')
