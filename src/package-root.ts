import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The nearest folder upward from `start` whose package.json is named `attest`. Throws if none is. */
export function findPackage(start: string): { readonly root: string; readonly version: string } {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = readPackage(join(folder, 'package.json'))
    if (found?.name === 'attest') return { root: folder, version: found.version ?? '0.0.0' }
    if (folder === dirname(folder)) {
      throw new Error(`No package.json named "attest" in ${start} or above: reinstall the package`)
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

/** The suite's version, as its package.json says. */
export const packageVersion: string = own.version
