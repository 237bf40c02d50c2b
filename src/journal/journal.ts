import {
  closeSync,
  fstatSync,
  fsync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs'
import { promisify } from 'node:util'
import { abridge, longBodies, WHOLE } from '../openstack/body/abridge.ts'
import { cleanObject } from '../redaction/clean-object.ts'
import { knownSecrets } from '../redaction/known-secrets.ts'
import type { JournalEvent } from './events/journal-event.ts'
import { type ChainedLine, chained, LINK_BYTES, linkIn, NO_LINK } from './journal-chain.ts'
import { JournalWriteError } from './journal-write-error.ts'

const flushFile = promisify(fsync)

/**
 * Characters of long bodies that a journal keeps whole, all together: a run can be judged again as
 * long as nothing was cut, and a cloud without measure does not fill the disk.
 */
const ROOM = 67_108_864

/** Where events go: a file, or nowhere when a run is only repeated. */
export type JournalSink = Pick<Journal, 'append' | 'appendDurably'>

/**
 * The append-only record of a run, one JSON document a line, each chained to the one before.
 * Writing is synchronous: an event that was appended is in the file, whatever happens to the
 * process afterwards.
 */
export class Journal {
  readonly path: string
  readonly #file: number
  readonly #isAlone: boolean
  /** The flush to the disk that was begun last. */
  #flushing: Promise<void> = Promise.resolve()
  /** The one after it, for what was written since it began: one for all who wait. */
  #nextFlush: Promise<void> | undefined
  #isClosed = false
  #failure: unknown
  /** Size of the file after the last line that is known here, and that line's digest. */
  #end = 0
  #link = NO_LINK
  /** Characters of long bodies so far. */
  #long = 0

  /**
   * Opens the file at `path` for appending and creates it, readable by its owner only. A last
   * line that a crash tore is cut off, so that what follows begins on a line of its own. `alone`:
   * nothing else writes to it until it is closed, so that its end need not be looked up each time.
   */
  constructor(path: string, { alone = false }: { readonly alone?: boolean } = {}) {
    this.path = path
    this.#isAlone = alone
    this.#file = openSync(path, 'a+', 0o600)
    if (fstatSync(this.#file).size > 0) ftruncateSync(this.#file, wholeLines(path))
    this.#catchUp()
  }

  /** Throws {@link JournalWriteError}; no part of the event is in the file then. */
  append(event: JournalEvent): void {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#isClosed) throw new TypeError(`the journal is closed: ${this.path}`)
    if (!this.#isAlone) this.#catchUp()
    const { line, link } = this.#withoutSecrets(this.#affordable(event))
    const bytes = Buffer.from(`${line}\n`)
    this.#write(bytes)
    this.#end += bytes.length
    this.#link = link
  }

  /**
   * Like {@link append}, and survives a power cut too once the promise has resolved: for what must
   * be found again. Where the disk fails, nothing is appended any more, whoever waits for it.
   */
  appendDurably(event: JournalEvent): Promise<void> {
    this.append(event)
    this.#nextFlush ??= this.#flushAfter(this.#flushing)
    return this.#nextFlush
  }

  /** Takes no more; lets go of the file when what was appended durably is on the disk. */
  close(): void {
    if (this.#isClosed) throw new TypeError(`the journal is closed: ${this.path}`)
    this.#isClosed = true
    const last = this.#nextFlush ?? this.#flushing
    const release = (): void => closeSync(this.#file)
    last.then(release, release)
  }

  // Another writer's turn may have come in between: the leader and the performer of a run take turns.
  #catchUp(): void {
    const { size } = fstatSync(this.#file)
    if (size !== this.#end) this.#link = lastLink(this.#file, size) ?? NO_LINK
    this.#end = size
  }

  // What was written while a flush was under way may have come too late for it.
  async #flushAfter(earlier: Promise<void>): Promise<void> {
    await earlier.catch(() => undefined)
    this.#flushing = this.#nextFlush ?? earlier
    this.#nextFlush = undefined
    try {
      await flushFile(this.#file)
    } catch (error) {
      this.#failure = new JournalWriteError(this.path, error)
      throw this.#failure
    }
  }

  /** The line of an event; of an exchange for which there is no room any more with its bodies cut. */
  #affordable(event: JournalEvent): ChainedLine {
    const whole = chained(this.#link, event)
    // Bodies are longer as a part of the line than by themselves.
    if (event.type !== 'exchange' || whole.line.length <= WHOLE) return whole
    this.#long += longBodies(event.exchange)
    if (this.#long <= ROOM) return whole
    return chained(this.#link, { ...event, exchange: abridge(event.exchange) })
  }

  /** Exchanges come without secrets; this holds for all else, and does not rely on it. */
  #withoutSecrets(chainedLine: ChainedLine): ChainedLine {
    const { line } = chainedLine
    if (knownSecrets.clean(line) === line) return chainedLine
    const { chain: _, ...event } = JSON.parse(line)
    return chained(this.#link, cleanObject(event))
  }

  /** The whole line, or nothing of it: a disk that fills up takes the beginning. */
  #write(line: Buffer): void {
    let written = 0
    try {
      while (written < line.length) written += writeSync(this.#file, line, written)
    } catch (error) {
      this.#takeBack(line.subarray(0, written))
      throw new JournalWriteError(this.path, error)
    }
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

/** What the chain of a journal's lines ends in; undefined for a journal that has none. */
export function headOf(path: string): string | undefined {
  const file = openSync(path, 'r')
  try {
    return lastLink(file, fstatSync(file).size)
  } finally {
    closeSync(file)
  }
}

/** Reads no more than the end: a journal may be larger than the memory. */
function lastLink(file: number, size: number): string | undefined {
  const end = Buffer.alloc(Math.min(size, LINK_BYTES))
  readSync(file, end, 0, end.length, size - end.length)
  return linkIn(end.toString('latin1').trimEnd())
}

/** The present time as journals write it. */
export function now(): string {
  return new Date().toISOString()
}

/** Bytes up to the end of the last line that is whole. */
function wholeLines(path: string): number {
  return readFileSync(path).lastIndexOf(0x0a) + 1
}
