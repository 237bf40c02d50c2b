import { closeSync, openSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { JournalEvent } from '../events/journal-event.ts'
import { JournalError } from '../journal-error.ts'
import type { LinePlace } from '../journal-lines.ts'
import type { EventStore } from './event-store.ts'
import { TypedList } from './typed-list.ts'

/** Bytes per read: events that are read one after the other are close together in the file. */
const WINDOW = 1 << 20

/**
 * Keeps only the positions of lines in a journal, and reads the lines again when they are asked
 * for: a journal may be larger than the memory.
 */
export class FileStore implements EventStore {
  readonly #file: string
  readonly #offsets = new TypedList((length) => new Float64Array(length))
  readonly #lengths = new TypedList((length) => new Uint32Array(length))
  readonly #checksums = new TypedList((length) => new Uint32Array(length))
  readonly #window = { bytes: Buffer.alloc(0), from: 0, to: 0 }

  constructor(file: string) {
    this.#file = file
  }

  put(_event: JournalEvent, place?: LinePlace): number {
    if (place === undefined) throw new TypeError('an event of a file has its place there')
    this.#offsets.push(place.offset)
    this.#lengths.push(place.length)
    this.#checksums.push(place.checksum)
    return this.#offsets.length - 1
  }

  /** Throws {@link JournalError} when the file was changed. */
  take(number: number): JournalEvent {
    const bytes = this.#bytes(this.#offsets.at(number), this.#lengths.at(number))
    if (crc32(bytes) !== this.#checksums.at(number)) throw this.#changed()
    // The line was checked against the schema before; checking it again would take longer than
    // reading it.
    return JSON.parse(bytes.toString())
  }

  #bytes(offset: number, length: number): Buffer {
    if (length > WINDOW / 2) {
      const bytes = Buffer.allocUnsafeSlow(length)
      return bytes.subarray(0, this.#read(bytes, offset))
    }
    const { from, to } = this.#window
    if (offset < from || offset + length > to) this.#look(Math.max(0, offset - WINDOW / 2))
    const start = offset - this.#window.from
    return this.#window.bytes.subarray(start, start + length)
  }

  #look(from: number): void {
    if (this.#window.bytes.length === 0) this.#window.bytes = Buffer.allocUnsafeSlow(WINDOW)
    this.#window.from = from
    this.#window.to = from + this.#read(this.#window.bytes, from)
  }

  #read(bytes: Buffer, from: number): number {
    let file: number
    try {
      file = openSync(this.#file, 'r')
    } catch {
      throw this.#changed()
    }
    try {
      return readSync(file, bytes, 0, bytes.length, from)
    } finally {
      closeSync(file)
    }
  }

  #changed(): JournalError {
    return new JournalError(
      this.#file,
      undefined,
      'has been changed or taken away while it was read',
    )
  }
}
