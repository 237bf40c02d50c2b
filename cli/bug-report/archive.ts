import { crc32, deflateRawSync } from 'node:zlib'
import { closing, encoded, localHeader } from '../../src/attestation/zip-frame.ts'

/** A file of a report, and what it is, for the list. */
export interface ReportedFile {
  readonly name: string
  readonly what: string
  readonly text: string
}

/** The files as a ZIP archive. */
export function archived(files: readonly Pick<ReportedFile, 'name' | 'text'>[]): Uint8Array {
  const packed = files.map(({ name, text }) => {
    const bytes = Buffer.from(text)
    const content = deflateRawSync(bytes)
    const sizes = { packedSize: content.length, size: bytes.length }
    return { name, method: 'deflated' as const, crc: crc32(bytes), ...sizes, content }
  })
  return Buffer.concat([
    ...packed.flatMap((file) => [encoded(localHeader(file)), file.content]),
    ...closing(packed).map(encoded),
  ])
}
