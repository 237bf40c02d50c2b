import { writeFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { archiveOf, pack } from '../../../src/attestation/bundle.ts'
import { readBundle } from '../../../src/attestation/read-bundle.ts'

/** The unpacked content of a bundle, by file name. */
export function filesIn(bundle: string): Map<string, Uint8Array> {
  return new Map(
    [...readBundle(bundle)].map(([name, { method, packed }]) => [
      name,
      method === 'stored' ? packed : inflateRawSync(packed),
    ]),
  )
}

/** Packs any files into a bundle. */
export function writeBundle(path: string, files: ReadonlyMap<string, Uint8Array>): void {
  const packed = [...files].map(([name, bytes]) => pack(name, bytes))
  writeFileSync(path, archiveOf(new Map(packed.map((file) => [file.name, file]))))
}
