import { closeSync, openSync, readSync } from 'node:fs'
import type { JournalEvent } from '../../run/journal-event.ts'

/** Bytes read at a time. */
const CHUNK = 1 << 16

/**
 * Follows a journal while it grows. Only this project's own processes write it, so a whole
 * line is an event.
 */
export class JournalTail {
  readonly #file: number
  readonly #buffer = Buffer.alloc(CHUNK)
  #rest: Buffer = Buffer.alloc(0)

  constructor(path: string) {
    this.#file = openSync(path, 'r')
  }

  /** The events that were appended since the last call. */
  read(): JournalEvent[] {
    const events: JournalEvent[] = []
    for (;;) {
      const count = readSync(this.#file, this.#buffer, 0, CHUNK, null)
      if (count === 0) return events
      const text = Buffer.concat([this.#rest, this.#buffer.subarray(0, count)])
      const end = text.lastIndexOf(0x0a)
      this.#rest = Buffer.from(text.subarray(end + 1))
      for (const line of text
        .subarray(0, end + 1)
        .toString('utf8')
        .split('\n')) {
        if (line !== '') events.push(JSON.parse(line) as JournalEvent)
      }
    }
  }

  close(): void {
    closeSync(this.#file)
  }
}
