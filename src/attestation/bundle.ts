import { readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import { AttestationError } from './attestation-error.ts'

/** What is in a bundle, by its name. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>

/** The beginning of the time that a ZIP archive can tell: the same files are the same bytes. */
const NO_TIME = '1980-01-01T00:00:00'

/** More than any run has ever left; whoever packs more wants to fill somebody's memory. */
const LARGEST = 2 ** 30

/** Packs files into one archive, the same one for the same files. */
export function packBundle(files: BundleFiles): Uint8Array {
  return zipSync(Object.fromEntries(files), { level: 9, mtime: NO_TIME })
}

/** Reads a bundle. Throws {@link AttestationError}. */
export function readBundle(path: string): BundleFiles {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    throw new AttestationError(
      path,
      `cannot be read (${code}): expected a bundle of attest certify`,
    )
  }
  let size = 0
  try {
    const files = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize
        if (size > LARGEST) throw new RangeError('too large')
        return true
      },
    })
    return new Map(Object.entries(files))
  } catch {
    throw new AttestationError(path, 'is no bundle of attest certify, or is damaged')
  }
}
