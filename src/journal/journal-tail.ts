import { closeSync, openSync, readSync } from 'node:fs'
import type { JournalEvent } from './events/journal-event.ts'

/** Bytes per read, unless a line is longer. */
const CHUNK = 1 << 16
const LINE_FEED = 0x0a

/**
 * Follows a journal while it grows. Only Attest's own processes write it, so a complete line is
 * taken for an event without checking.
 */
export class JournalTail {
  readonly #file: number
  readonly #chunk = Buffer.allocUnsafeSlow(CHUNK)
  /**
   * Offset of the first line that was not read yet. It is never inside a line, because an
   * incomplete line may be taken back.
   */
  #at: number

  /** `from`: the offset at which a line begins. */
  constructor(path: string, from = 0) {
    this.#file = openSync(path, 'r')
    this.#at = from
  }

  /** Some of the next events, in order; none when nothing was appended since. */
  read(): JournalEvent[] {
    const lines = this.#wholeLines()
    this.#at += lines.length
    return lines
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line): JournalEvent => JSON.parse(line))
  }

  /** All events that were appended since the last call. */
  *unread(): Generator<JournalEvent> {
    for (let events = this.read(); events.length > 0; events = this.read()) yield* events
  }

  close(): void {
    closeSync(this.#file)
  }

  #wholeLines(): Buffer {
    for (let bytes = this.#chunk; ; bytes = Buffer.allocUnsafeSlow(2 * bytes.length)) {
      const count = readSync(this.#file, bytes, 0, bytes.length, this.#at)
      const end = bytes.subarray(0, count).lastIndexOf(LINE_FEED) + 1
      if (end > 0 || count < bytes.length) return bytes.subarray(0, end)
    }
  }
}
