import { closeSync, openSync, readSync } from 'node:fs'
import type { JournalEvent } from '../../src/run/journal-event.ts'
import { JournalError } from '../journal-error.ts'
import { parseEvent } from '../journal-schema.ts'
import { Column } from './column.ts'
import type { EventPlace, EventShelf } from './event-shelf.ts'

/** Bytes that are read at a time, and how many such pieces are kept. */
const BLOCK = 1 << 18
const BLOCKS_KEPT = 16

/**
 * Keeps only where the lines of a journal lie, and reads them again when they are asked for: a
 * journal may be larger than the memory. What is asked for in turn lies close together in it.
 */
export class FileShelf implements EventShelf {
  readonly #file: string
  readonly #offsets = new Column((length) => new Float64Array(length))
  readonly #lengths = new Column((length) => new Uint32Array(length))
  readonly #blocks = new Map<number, Buffer>()

  constructor(file: string) {
    this.#file = file
  }

  put(_event: JournalEvent, place?: EventPlace): number {
    if (place === undefined) throw new TypeError('an event of a file has its place there')
    this.#offsets.push(place.offset)
    this.#lengths.push(place.length)
    return this.#offsets.length - 1
  }

  /** Throws {@link JournalError} when the file is not any more what it was. */
  take(number: number): JournalEvent {
    const text = this.#text(this.#offsets.at(number), this.#lengths.at(number))
    const parsed = parseEvent(this.#json(text))
    if (!parsed.ok) throw this.#changed()
    return parsed.event
  }

  #text(offset: number, length: number): string {
    const first = Math.floor(offset / BLOCK)
    const last = Math.floor((offset + length - 1) / BLOCK)
    const blocks = Array.from({ length: last - first + 1 }, (_, index) =>
      this.#block(first + index),
    )
    const [only] = blocks
    const bytes = blocks.length === 1 && only ? only : Buffer.concat(blocks)
    const start = offset - first * BLOCK
    return bytes.toString('utf8', start, start + length)
  }

  #block(number: number): Buffer {
    const known = this.#blocks.get(number)
    if (known !== undefined) return known
    const [oldest] = this.#blocks.keys()
    if (this.#blocks.size >= BLOCKS_KEPT && oldest !== undefined) this.#blocks.delete(oldest)
    const block = this.#read(number)
    this.#blocks.set(number, block)
    return block
  }

  #read(number: number): Buffer {
    const block = Buffer.alloc(BLOCK)
    let file: number
    try {
      file = openSync(this.#file, 'r')
    } catch {
      throw this.#changed()
    }
    try {
      return block.subarray(0, readSync(file, block, 0, BLOCK, number * BLOCK))
    } finally {
      closeSync(file)
    }
  }

  #json(text: string): unknown {
    try {
      return JSON.parse(text)
    } catch {
      throw this.#changed()
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
