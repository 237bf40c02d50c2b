import { hash } from 'node:crypto'
import type { JournalEvent } from './events/journal-event.ts'
import type { JournalHandler } from './read-events.ts'

/** The end of a line: 128 bits, which nobody can hit with another text. */
const LINK = /,"chain":"([0-9a-f]{32})"\}$/

/** Bytes of the end of a line, the line feed included. */
export const LINK_BYTES = ',"chain":"0123456789abcdef0123456789abcdef"}\n'.length

const NOT_AS_WRITTEN =
  'the line is not what was written there: it does not continue the chain of the lines before'

/** The beginning: there is no line before the first. */
export const NO_LINK = ''

/** A line, and the digest at its end. */
export interface ChainedLine {
  readonly line: string
  readonly link: string
}

/**
 * An event as a line that is chained to the one before it: its last field is the digest of that
 * line's digest and of its own text. Whoever changes a line has to write anew all that follow.
 */
export function chained(before: string, event: object): ChainedLine {
  const text = JSON.stringify(event)
  const link = linkOf(before, text)
  return { line: `${text.slice(0, -1)},"chain":"${link}"}`, link }
}

/** The digest at the end of a line; undefined for a line that is not chained. */
export function linkIn(line: string): string | undefined {
  return LINK.exec(line)?.[1]
}

/** Follows a chain line by line. */
export class ChainReader implements JournalHandler {
  #before = NO_LINK
  #lines = 0
  readonly #links = new Set<string>()

  enter(_event: JournalEvent, { text }: { readonly text: string }): string | undefined {
    return this.follows(text) ? undefined : NOT_AS_WRITTEN
  }

  /** Whether the line is the one that was written after those before. */
  follows(line: string): boolean {
    const link = linkIn(line)
    if (link === undefined) return false
    const text = `${line.slice(0, -LINK_BYTES + 1)}}`
    if (link !== linkOf(this.#before, text)) return false
    this.#before = link
    this.#links.add(link)
    this.#lines += 1
    return true
  }

  /** The digest of the last line, on which all lines depend. */
  get head(): string {
    return this.#before
  }

  get lines(): number {
    return this.#lines
  }

  /** Whether the chain ended so once: what was added afterwards changes nothing before. */
  passed(head: string): boolean {
    return this.#links.has(head)
  }
}

function linkOf(before: string, text: string): string {
  return hash('sha256', `${before}\n${text}`, 'hex').slice(0, 32)
}
