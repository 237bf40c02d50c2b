import type { Place } from './bundled.ts'

/** The facts that the headers of a ZIP archive record about a file. */
export interface Framed {
  readonly name: string
  readonly method: Place['method']
  readonly crc: number
  /** Bytes in the archive, and after unpacking. */
  readonly packedSize: number
  readonly size: number
}

/** A number in a header: its meaning, its size in bytes, and the only accepted value. */
type Field = readonly [name: string, bytes: 2 | 4, value: number]

/** The numbers of a header, followed by the name of the file. */
export interface Header {
  readonly fields: readonly Field[]
  readonly name: string
}

export const LOCAL_SIGNATURE = 0x04034b50
/** Offsets, in a local header, of the numbers that depend on the file, and of its name. */
export const LOCAL = { crc: 14, packedSize: 18, size: 22, nameLength: 26, name: 30 } as const

const VERSION = 20
/**
 * The first day that a ZIP archive can record. It is always used, so that the same files give the
 * same bytes.
 */
const FIRST_DAY = 0x0021

/** The header before a file. */
export function localHeader(file: Framed): Header {
  return { fields: [['signature', 4, LOCAL_SIGNATURE], ...shared(file)], name: file.name }
}

/**
 * The directory and the end of the archive, after the last file. `files` are all files in order.
 */
export function closing(files: readonly Framed[]): readonly Header[] {
  let offset = 0
  const entries = files.map((file): Header => {
    const at = offset
    offset += LOCAL.name + file.name.length + file.packedSize
    return {
      fields: [
        ['signature', 4, 0x02014b50],
        ['version of its maker', 2, VERSION],
        ...shared(file),
        ['length of a comment', 2, 0],
        ['disk', 2, 0],
        ['internal attributes', 2, 0],
        ['external attributes', 4, 0],
        ['offset', 4, at],
      ],
      name: file.name,
    }
  })
  const length = entries.reduce((sum, entry) => sum + encoded(entry).length, 0)
  const end: Header = {
    fields: [
      ['signature', 4, 0x06054b50],
      ['disk', 2, 0],
      ['disk of the directory', 2, 0],
      ['number of files on this disk', 2, files.length],
      ['number of files', 2, files.length],
      ['length of the directory', 4, length],
      ['offset of the directory', 4, offset],
      ['length of a comment', 2, 0],
    ],
    name: '',
  }
  return [...entries, end]
}

function shared({ name, method, crc, packedSize, size }: Framed): readonly Field[] {
  return [
    ['version', 2, VERSION],
    ['word of flags (encryption and others)', 2, 0],
    ['compression', 2, method === 'stored' ? 0 : 8],
    ['time', 2, 0],
    ['date', 2, FIRST_DAY],
    ['CRC-32', 4, crc],
    ['packed size', 4, packedSize],
    ['size', 4, size],
    ['length of the name', 2, name.length],
    ['length of extra fields', 2, 0],
  ]
}

/** The bytes of a header. */
export function encoded({ fields, name }: Header): Buffer {
  const numbers = fields.map(([, bytes, value]) => {
    const number = Buffer.alloc(bytes)
    number.writeUIntLE(value, 0, bytes)
    return number
  })
  return Buffer.concat([...numbers, Buffer.from(name, 'latin1')])
}

/** The first difference between bytes and a header, in words; undefined if there is none. */
export function otherThan({ fields, name }: Header, bytes: Buffer): string | undefined {
  let at = 0
  for (const [what, length, expected] of fields) {
    if (at + length > bytes.length) return 'it ends too early'
    const value = bytes.readUIntLE(at, length)
    if (value !== expected) return `${what} is ${value}, expected ${expected}`
    at += length
  }
  const given = bytes.toString('latin1', at, at + name.length)
  return given === name ? undefined : `name is ${JSON.stringify(given)}`
}
