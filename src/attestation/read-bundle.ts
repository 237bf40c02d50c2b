import { readInputFile } from '../input-file.ts'
import { AttestationError } from './attestation-error.ts'
import type { Bundle, PackedFile } from './bundle.ts'
import { BUNDLED, LARGEST_BUNDLE, PLACES, type Place } from './bundled.ts'
import { closing, encoded, LOCAL, LOCAL_SIGNATURE, localHeader, otherThan } from './zip-frame.ts'

/**
 * Reads a bundle without unpacking it. It must be byte for byte the archive that Attest writes for
 * its files: each header is generated again and compared, so that no two programs can read it in
 * different ways. Throws {@link AttestationError}.
 */
export function readBundle(path: string): Bundle {
  const bytes = bytesOf(path)
  const files = new Map<string, PackedFile>()
  const refuse = (why: string): AttestationError => new AttestationError(path, why)
  if (!isLocalHeader(bytes, 0)) {
    throw refuse('is no bundle of attest certify, or is damaged: it begins in another way')
  }
  let at = 0
  for (const place of PLACES) {
    if (!isLocalHeader(bytes, at)) throw refuse(`is damaged, or lacks ${place.name}`)
    const name = nameAt(bytes, at)
    if (at === 0 && name === BUNDLED.journal) throw refuse(EARLIER)
    if (name !== place.name) throw refuse(misplaced(name, place, files))
    const file = fileAt(bytes, at, place)
    const other = otherThan(localHeader(file), bytes.subarray(at))
    if (other !== undefined) throw refuse(`${name}: in its header, the ${other}`)
    if (file.packed.length < file.packedSize) throw refuse(`is cut off within ${name}`)
    if (file.size > place.largest) {
      throw refuse(`${name} has ${file.size} bytes: expected at most ${place.largest}`)
    }
    files.set(name, file)
    at += LOCAL.name + name.length + file.packedSize
  }
  if (isLocalHeader(bytes, at)) throw refuse(misplaced(nameAt(bytes, at), undefined, files))
  for (const header of closing([...files.values()])) {
    const other = otherThan(header, bytes.subarray(at))
    const what =
      header.name === '' ? 'at the end of its directory' : `${header.name}: in the directory`
    if (other !== undefined) throw refuse(`${what}, the ${other}`)
    at += encoded(header).length
  }
  if (at < bytes.length) throw refuse(`has ${bytes.length - at} bytes after its end`)
  return files
}

const EARLIER =
  'is a bundle of an earlier version of Attest, with another format: verify it with that version, or certify again'

function bytesOf(path: string): Buffer {
  try {
    return readInputFile(path, LARGEST_BUNDLE)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    throw new AttestationError(
      path,
      `cannot be read (${code}): expected a bundle of attest certify`,
    )
  }
}

function isLocalHeader(bytes: Buffer, at: number): boolean {
  return at + LOCAL.name <= bytes.length && bytes.readUInt32LE(at) === LOCAL_SIGNATURE
}

function nameAt(bytes: Buffer, at: number): string {
  const begin = at + LOCAL.name
  return bytes.toString('latin1', begin, begin + bytes.readUInt16LE(at + LOCAL.nameLength))
}

/**
 * Reads the fields of a header. Whether the header is in the only accepted form is checked later.
 */
function fileAt(bytes: Buffer, at: number, { name, method }: Place): PackedFile {
  const begin = at + LOCAL.name + name.length
  const packedSize = bytes.readUInt32LE(at + LOCAL.packedSize)
  return {
    name,
    method,
    crc: bytes.readUInt32LE(at + LOCAL.crc),
    packedSize,
    size: bytes.readUInt32LE(at + LOCAL.size),
    packed: bytes.subarray(begin, begin + packedSize),
  }
}

/** Why a file cannot have this name here. `place` is the file that is expected here, if any. */
function misplaced(name: string, place: Place | undefined, before: Bundle): string {
  const shown = JSON.stringify(name)
  if (before.has(name)) return `has ${name} twice`
  if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|\\|^[a-z]:/i.test(name)) {
    return `has a file ${shown}, which points out of the bundle`
  }
  if (place !== undefined && PLACES.some((one) => one.name === name)) {
    return `has ${name} where ${place.name} belongs: it is missing, or in another order`
  }
  const alike = PLACES.find((one) => one.name === name.toLowerCase())
  if (alike !== undefined) return `has a file ${shown}: expected ${alike.name}, in this case`
  return `has a file ${shown}, which does not belong in a bundle`
}
