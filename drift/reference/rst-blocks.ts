/** A line of a document with its number, counted from 1. */
export interface Line {
  readonly number: number
  readonly text: string
}

/** What an API reference is made of, as far as it is read here. */
export type Block =
  | { readonly kind: 'heading'; readonly line: number; readonly title: string }
  | {
      readonly kind: 'directive'
      readonly line: number
      readonly name: string
      readonly argument: string
      readonly body: readonly Line[]
    }
  | { readonly kind: 'text'; readonly line: number; readonly lines: readonly Line[] }

const UNDERLINE = /^([=\-~^*+#"'`.:_])\1{2,}\s*$/
const DIRECTIVE = /^\.\. ([A-Za-z_-]+):: *(.*)$/

/**
 * Reads reStructuredText into headings, directives with what is indented below them, and paragraphs.
 * The references use no more of it where they describe operations; what is marked up inside of a
 * paragraph stays as it is.
 */
export function rstBlocks(source: string): readonly Block[] {
  const lines = source.split(/\r?\n/).map((text, index) => ({ number: index + 1, text }))
  const blocks: Block[] = []
  let at = 0
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    const { text, number } = line
    const below = lines[at + 1]?.text ?? ''
    const directive = DIRECTIVE.exec(text)
    if (text.trim() === '' || (UNDERLINE.test(text) && below.trim() !== '')) {
      // A line above a heading says nothing that the one below does not.
      at += 1
    } else if (UNDERLINE.test(below) && below.trim().length >= text.trim().length) {
      blocks.push({ kind: 'heading', line: number, title: text.trim() })
      at += 2
    } else if (directive !== null) {
      const body = indentedFrom(lines, at + 1)
      const [, name = '', argument = ''] = directive
      blocks.push({ kind: 'directive', line: number, name, argument: argument.trim(), body })
      at += 1 + body.length
    } else {
      const paragraph = lines.slice(at, endOfParagraph(lines, at))
      blocks.push({ kind: 'text', line: number, lines: paragraph })
      at += paragraph.length
    }
  }
  return blocks
}

function indentedFrom(lines: readonly Line[], from: number): readonly Line[] {
  const end = lines.findIndex(({ text }, index) => index >= from && /^\S/.test(text))
  return lines.slice(from, end < 0 ? lines.length : end)
}

function endOfParagraph(lines: readonly Line[], from: number): number {
  const end = lines.findIndex(
    ({ text }, index) => index > from && (text.trim() === '' || DIRECTIVE.test(text)),
  )
  return end < 0 ? lines.length : end
}
