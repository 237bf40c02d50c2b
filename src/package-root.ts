import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const PackageFile = z.object({ name: z.string().optional(), version: z.string().optional() })

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

function readPackage(file: string): z.infer<typeof PackageFile> | undefined {
  try {
    return PackageFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Not there, or somebody else's: the search goes on above.
    return undefined
  }
}

const own = findPackage(dirname(fileURLToPath(import.meta.url)))

/** Absolute path of the package: the same from the sources and from `dist/`. */
export const packageRoot: string = own.root

/** The suite's version, as its package.json says. */
export const packageVersion: string = own.version
