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
 * How many characters of long bodies a journal keeps in total. A run can be judged again only if no
 * body was cut; the limit keeps a cloud with endless answers from filling the disk.
 */
const ROOM = 67_108_864

/** Where events go: a file, or nowhere when a run is only repeated. */
export type JournalSink = Pick<Journal, 'append' | 'appendDurably'>

/**
 * The append-only record of a run, one JSON document per line, each chained to the line before.
 * Writing is synchronous: an appended event is in the file, whatever happens to the process
 * afterwards.
 */
export class Journal {
  readonly path: string
  readonly #file: number
  readonly #isAlone: boolean
  /** The latest flush to the disk that has begun. */
  #flushing: Promise<void> = Promise.resolve()
  /** The flush after that, for what was written since it began; shared by all callers that wait. */
  #nextFlush: Promise<void> | undefined
  #isClosed = false
  #failure: unknown
  /** Size of the file after the last line known here, and the digest of that line. */
  #end = 0
  #link = NO_LINK
  /** Characters of long bodies written so far. */
  #long = 0

  /**
   * Opens the file at `path` for appending, or creates it, readable by its owner only. An
   * incomplete last line, which a crash left, is cut off. `alone`: nothing else writes to the file
   * until it is closed, so its end need not be looked up before each write.
   */
  constructor(path: string, { alone = false }: { readonly alone?: boolean } = {}) {
    this.path = path
    this.#isAlone = alone
    this.#file = openSync(path, 'a+', 0o600)
    if (fstatSync(this.#file).size > 0) ftruncateSync(this.#file, wholeLines(path))
    this.#catchUp()
  }

  /** Throws {@link JournalWriteError}; then no part of the event is in the file. */
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
   * Like {@link append}, and when the promise resolves the event survives a power failure too: for
   * what must be found again. After a failure of the disk nothing can be appended any more, by any
   * caller.
   */
  appendDurably(event: JournalEvent): Promise<void> {
    this.append(event)
    this.#nextFlush ??= this.#flushAfter(this.#flushing)
    return this.#nextFlush
  }

  /** Refuses further events, and closes the file when the durable events are on the disk. */
  close(): void {
    if (this.#isClosed) throw new TypeError(`the journal is closed: ${this.path}`)
    this.#isClosed = true
    const last = this.#nextFlush ?? this.#flushing
    const release = (): void => closeSync(this.#file)
    last.then(release, release)
  }

  // Another process may have written in between: the main process and the test worker take turns.
  #catchUp(): void {
    const { size } = fstatSync(this.#file)
    if (size !== this.#end) this.#link = lastLink(this.#file, size) ?? NO_LINK
    this.#end = size
  }

  // What was written while a flush was under way may not be part of it.
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

  /**
   * The line of an event. An exchange for which there is no room any more is written with its
   * bodies cut.
   */
  #affordable(event: JournalEvent): ChainedLine {
    const whole = chained(this.#link, event)
    // Bodies are longer inside the line than alone, because they are escaped.
    if (event.type !== 'exchange' || whole.line.length <= WHOLE) return whole
    this.#long += longBodies(event.exchange)
    if (this.#long <= ROOM) return whole
    return chained(this.#link, { ...event, exchange: abridge(event.exchange) })
  }

  /** Exchanges come without secrets. This is a second check, and covers all other events. */
  #withoutSecrets(chainedLine: ChainedLine): ChainedLine {
    const { line } = chainedLine
    if (knownSecrets.clean(line) === line) return chainedLine
    const { chain: _, ...event } = JSON.parse(line)
    return chained(this.#link, cleanObject(event))
  }

  /** Writes the whole line or nothing: a disk that is nearly full may accept only the beginning. */
  #write(line: Buffer): void {
    let written = 0
    try {
      while (written < line.length) written += writeSync(this.#file, line, written)
    } catch (error) {
      this.#takeBack(line.subarray(0, written))
      throw new JournalWriteError(this.path, error)
    }
  }

  /**
   * Undoes an incomplete write, unless another thread has written after it; then the line stays
   * incomplete.
   */
  #takeBack(part: Buffer): void {
    if (part.length === 0) return
    const start = fstatSync(this.#file).size - part.length
    const end = Buffer.alloc(part.length)
    readSync(this.#file, end, 0, end.length, start)
    if (end.equals(part)) ftruncateSync(this.#file, start)
  }
}

/** The digest at the end of a journal's chain; undefined for a journal without a chain. */
export function headOf(path: string): string | undefined {
  const file = openSync(path, 'r')
  try {
    return lastLink(file, fstatSync(file).size)
  } finally {
    closeSync(file)
  }
}

/** Reads only the end of the file, because a journal may be larger than the memory. */
function lastLink(file: number, size: number): string | undefined {
  const end = Buffer.alloc(Math.min(size, LINK_BYTES))
  readSync(file, end, 0, end.length, size - end.length)
  return linkIn(end.toString('latin1').trimEnd())
}

/** The present time in the format of journals. */
export function now(): string {
  return new Date().toISOString()
}

/** Bytes up to the end of the last complete line. */
function wholeLines(path: string): number {
  return readFileSync(path).lastIndexOf(0x0a) + 1
}
