import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { JournalError } from './journal-error.ts'

/** The position of a line in its file, in bytes, and its CRC-32. */
export interface LinePlace {
  readonly offset: number
  readonly length: number
  readonly checksum: number
}

/** A line of a journal, with its position in the file. */
export interface JournalLine extends LinePlace {
  readonly text: string
  /** From 1. */
  readonly number: number
  /** False for text after the last line feed, which may be an incomplete line. */
  readonly ended: boolean
}

/** Bytes per read. */
const CHUNK = 1 << 18
/**
 * Bytes of the longest line. An exchange whose body is within its limit makes a line of less than
 * half of it.
 */
const LONGEST_LINE = 1 << 27
/** Bytes at the beginning of a line that decide whether the line is wanted. */
const BEGINNING = 48
const LINE_FEED = 0x0a

/**
 * The lines of a journal, one at a time. Lines that do not begin as `wanted` are counted but not
 * decoded, which saves time for readers of a few lines. Throws {@link JournalError} for a file that
 * cannot be read, and for a line that is too long.
 */
export async function* journalLines(
  file: string,
  wanted?: (beginning: string) => boolean,
): AsyncGenerator<JournalLine> {
  let number = 0
  let offset = 0
  let begun: Buffer[] = []
  let begunBytes = 0
  const taken = (rest: Buffer, ended: boolean): JournalLine | undefined => {
    const bytes = begun.length === 0 ? rest : Buffer.concat([...begun, rest])
    const { length } = bytes
    const start = offset
    begun = []
    begunBytes = 0
    number += 1
    offset += length + 1
    if (wanted?.(bytes.toString('latin1', 0, BEGINNING)) === false) return undefined
    return { text: bytes.toString(), number, offset: start, length, checksum: crc32(bytes), ended }
  }
  for await (const chunk of chunks(file)) {
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      const line = taken(chunk.subarray(from, end), true)
      if (line !== undefined) yield line
      from = end + 1
    }
    if (from < chunk.length) begun.push(Buffer.from(chunk.subarray(from)))
    begunBytes += chunk.length - from
    if (begunBytes > LONGEST_LINE) {
      throw new JournalError(file, number + 1, 'is longer than any line that Attest writes')
    }
  }
  const last = begun.length === 0 ? undefined : taken(Buffer.alloc(0), false)
  if (last !== undefined) yield last
}

/** The file in pieces. All share one buffer: each piece is overwritten when the next is read. */
async function* chunks(file: string): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK)
  try {
    const handle = await open(file)
    try {
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, CHUNK, null)
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new JournalError(file, undefined, unreadable(error.code))
  }
}

const unreadable = (code: unknown): string =>
  code === 'ENOENT'
    ? 'no such file: a run leaves a journal.ndjson in its folder'
    : `cannot be read (${String(code)})`
