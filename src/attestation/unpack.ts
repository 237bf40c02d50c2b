import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { AttestationError } from './attestation-error.ts'
import type { PackedFile } from './bundle.ts'
import { UnpackError } from './unpack-error.ts'

/**
 * Unpacks a file of a bundle, whose packed bytes must have been checked against the signed digest,
 * to a file if one is named, and returns the SHA-256 of the content. The size is checked against
 * the header while unpacking, so only one piece is in memory at a time. Throws {@link UnpackError},
 * and {@link AttestationError} when there is no room for the file.
 */
export async function unpack(file: PackedFile, to?: string): Promise<string> {
  const hash = createHash('sha256')
  const sink =
    to === undefined
      ? new Writable({ write: (_piece, _encoding, done) => done() })
      : createWriteStream(to, { mode: 0o600, flags: 'wx' })
  try {
    await pipeline(
      piecesOf(file, (piece) => hash.update(piece)),
      sink,
    )
  } catch (error) {
    if (error instanceof UnpackError || to === undefined) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    throw new AttestationError(
      to,
      `cannot be written (${code}): ${file.name} needs ${file.size} bytes in the temporary folder; make room, or name another in TMPDIR`,
    )
  }
  return hash.digest('hex')
}

async function* piecesOf(
  { name, packed, size, crc }: PackedFile,
  look: (piece: Buffer) => void,
): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw()
  inflate.end(packed)
  let length = 0
  let sum = 0
  try {
    for await (const piece of inflate.iterator()) {
      const bytes: Buffer = piece
      length += bytes.length
      if (length > size) throw new UnpackError(name, `unpacks to more than its ${size} bytes`)
      sum = crc32(bytes, sum)
      look(bytes)
      yield bytes
    }
  } catch (error) {
    if (error instanceof UnpackError) throw error
    throw new UnpackError(name, 'cannot be unpacked: what is packed is damaged')
  }
  if (length < size) throw new UnpackError(name, `unpacks to ${length} of its ${size} bytes`)
  if (sum !== crc) throw new UnpackError(name, 'has another CRC-32 than its header says')
  if (inflate.bytesWritten < packed.length) {
    throw new UnpackError(name, 'has bytes after the end of what is packed')
  }
}
