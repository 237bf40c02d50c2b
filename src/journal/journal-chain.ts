import { hash } from 'node:crypto'
import type { JournalEvent } from './events/journal-event.ts'
import type { JournalHandler } from './read-events.ts'

/**
 * The digest at the end of a line: 128 bits, so that no other text with the same digest can be
 * found.
 */
const LINK = /,"chain":"([0-9a-f]{32})"\}$/

/** Bytes of the digest field and the line feed at the end of a line. */
export const LINK_BYTES = ',"chain":"0123456789abcdef0123456789abcdef"}\n'.length

const NOT_AS_WRITTEN =
  'the line is not what was written there: it does not continue the chain of the lines before'

/** The digest before the first line. */
export const NO_LINK = ''

/** A line, and the digest at its end. */
export interface ChainedLine {
  readonly line: string
  readonly link: string
}

/**
 * Writes an event as a line that is chained to the line before: its last field is a digest of that
 * line's digest and of its own text. To change a line, all following lines have to be rewritten.
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

  /** Whether the line continues the chain of the lines before it. */
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

  /** The digest of the last line, which depends on all lines. */
  get head(): string {
    return this.#before
  }

  get lines(): number {
    return this.#lines
  }

  /**
   * Whether the chain once ended in this digest: lines that were added later change nothing before
   * it.
   */
  passed(head: string): boolean {
    return this.#links.has(head)
  }
}

function linkOf(before: string, text: string): string {
  return hash('sha256', `${before}\n${text}`, 'hex').slice(0, 32)
}
