import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs'
import type { JournalEvent } from './journal-event.ts'
import { JournalWriteError } from './journal-write-error.ts'

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

  /** Throws {@link JournalWriteError}; no part of the event is in the file then. */
  append(event: JournalEvent): void {
    const line = Buffer.from(`${JSON.stringify(event)}\n`)
    let written = 0
    try {
      // A disk that fills up takes the beginning of a line.
      while (written < line.length) written += writeSync(this.#file, line, written)
    } catch (error) {
      this.#takeBack(line.subarray(0, written))
      throw new JournalWriteError(this.path, error)
    }
  }

  /** Like {@link append}, and survives a power cut too: for what must be found again. */
  appendDurably(event: JournalEvent): void {
    this.append(event)
    try {
      fsyncSync(this.#file)
    } catch (error) {
      throw new JournalWriteError(this.path, error)
    }
  }

  close(): void {
    closeSync(this.#file)
  }

  /** Unless another thread has written after it: its line is torn by ours then. */
  #takeBack(part: Buffer): void {
    if (part.length === 0) return
    const start = fstatSync(this.#file).size - part.length
    const end = Buffer.alloc(part.length)
    readSync(this.#file, end, 0, end.length, start)
    if (end.equals(part)) ftruncateSync(this.#file, start)
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
