import { crc32, deflateRawSync } from 'node:zlib'
import { AttestationError } from './attestation-error.ts'
import { PLACES } from './bundled.ts'
import { closing, encoded, type Framed, localHeader } from './zip-frame.ts'

/** A file as it lies in a bundle. */
export interface PackedFile extends Framed {
  /** Its bytes in the archive. */
  readonly packed: Uint8Array
}

/** What is in a bundle, by its name. */
export type Bundle = ReadonlyMap<string, PackedFile>

/** Packs a file as a bundle has it. Throws {@link AttestationError} for one that no bundle has room for. */
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

/** The archive of these files, which are all that a bundle has: a ZIP that leaves no choice. */
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
