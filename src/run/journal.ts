import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import type { JournalEvent } from './journal-event.ts'

/** Where events go: a file, or nowhere when a run is only repeated. */
export type JournalSink = Pick<Journal, 'append' | 'appendDurably'>

/**
 * The append-only record of a run, one JSON document a line. Writing is synchronous: an
 * event that was appended is in the file, whatever happens to the process afterwards.
 */
export class Journal {
  readonly path: string
  readonly #file: number

  /**
   * Opens the file at `path` for appending and creates it, readable by its owner only. A last
   * line that a crash tore is cut off, so that what follows begins on a line of its own.
   */
  constructor(path: string) {
    this.path = path
    this.#file = openSync(path, 'a+', 0o600)
    if (fstatSync(this.#file).size > 0) ftruncateSync(this.#file, wholeLines(path))
  }

  append(event: JournalEvent): void {
    writeSync(this.#file, `${JSON.stringify(event)}\n`)
  }

  /** Like {@link append}, and survives a power cut too: for what must be found again. */
  appendDurably(event: JournalEvent): void {
    this.append(event)
    fsyncSync(this.#file)
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** The present time as journals write it. */
export function now(): string {
  return new Date().toISOString()
}

/** Bytes up to the end of the last line that is whole. */
function wholeLines(path: string): number {
  return readFileSync(path).lastIndexOf(0x0a) + 1
}
