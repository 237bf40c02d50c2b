import { readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the package is called where packages are kept: "attest" is somebody else's there. */
const NAME = 'openstack-attest'

/** The nearest folder upward from `start` whose package.json has our name. Throws if none has. */
export function findPackage(start: string): { readonly root: string; readonly version: string } {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = readPackage(join(folder, 'package.json'))
    if (found?.name === NAME) return { root: folder, version: found.version ?? '0.0.0' }
    if (folder === dirname(folder)) {
      throw new Error(`No package.json named "${NAME}" in ${start} or above: reinstall the package`)
    }
  }
}

interface PackageFile {
  readonly name: string | undefined
  readonly version: string | undefined
}

// Read by hand: every command needs it, and the least of them nothing else that knows schemas.
function readPackage(file: string): PackageFile | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return { name: textIn(read, 'name'), version: textIn(read, 'version') }
  } catch {
    // Not there, or somebody else's: the search goes on above.
    return undefined
  }
}

function textIn(value: unknown, name: string): string | undefined {
  const member: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return typeof member === 'string' ? member : undefined
}

const own = findPackage(dirname(fileURLToPath(import.meta.url)))

/** Absolute path of the package: the same from the sources and from `dist/`. */
export const packageRoot: string = own.root

/** The folder of the code that runs: the package itself from the sources, else its `dist/`. */
export const codeRoot: string = import.meta.url.endsWith('.ts') ? own.root : join(own.root, 'dist')

/** A module of the code that runs, named without its ending: a file that others load by its path. */
export function codeFile(...path: readonly string[]): string {
  return `${join(codeRoot, ...path)}${extname(import.meta.url)}`
}

/** The suite's version, as its package.json says. */
export const packageVersion: string = own.version
