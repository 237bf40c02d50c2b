import { crc32, deflateRawSync } from 'node:zlib'
import { AttestationError } from './attestation-error.ts'
import { PLACES } from './bundled.ts'
import { closing, encoded, type Framed, localHeader } from './zip-frame.ts'

/** A file as it is stored in a bundle. */
export interface PackedFile extends Framed {
  /** Its bytes in the archive, packed or not. */
  readonly packed: Uint8Array
}

/** The content of a bundle, by file name. */
export type Bundle = ReadonlyMap<string, PackedFile>

/**
 * Packs a file in the form that bundles have. Throws {@link AttestationError} for a file that does
 * not belong in a bundle or is too large for it.
 */
export function pack(name: string, bytes: Uint8Array): PackedFile {
  const place = PLACES.find((one) => one.name === name)
  if (place === undefined) throw new RangeError(`${name} has no place in a bundle`)
  if (bytes.length > place.largest) {
    throw new AttestationError(
      name,
      `has ${bytes.length} bytes, and a bundle has room for ${place.largest}: certify less at once`,
    )
  }
  const packed = place.method === 'stored' ? bytes : deflateRawSync(bytes, { level: 9 })
  const size = bytes.length
  const crc = crc32(bytes)
  return { name, method: place.method, crc, packedSize: packed.length, size, packed }
}

/**
 * The archive of these files, which must be all files of a bundle. The same files give the same
 * bytes.
 */
export function archiveOf(bundle: Bundle): Buffer {
  const files = PLACES.map(({ name }) => {
    const file = bundle.get(name)
    if (file === undefined) throw new RangeError(`the bundle lacks ${name}`)
    return file
  })
  return Buffer.concat([
    ...files.flatMap((file) => [encoded(localHeader(file)), file.packed]),
    ...closing(files).map(encoded),
  ])
}
