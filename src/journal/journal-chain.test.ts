import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChainReader, chained, NO_LINK } from './journal-chain.ts'

const event = fc.record({ type: fc.string(), text: fc.string(), chain: fc.string() })
const journal = fc.array(event, { minLength: 1, maxLength: 12 }).map((events) => {
  let before = NO_LINK
  return events.map((each) => {
    const { line, link } = chained(before, each)
    before = link
    return line
  })
})

/** The first line that does not continue the chain; undefined when all do. */
function broken(lines: readonly string[]): number | undefined {
  const chain = new ChainReader()
  const at = lines.findIndex((line) => !chain.follows(line))
  return at < 0 ? undefined : at
}

test('Lines as they were written continue the chain, whatever their content', () => {
  fc.assert(
    fc.property(journal, (lines) => {
      expect(broken(lines)).toBeUndefined()
    }),
  )
})

test('A change of any character breaks the chain in its own line', () => {
  fc.assert(
    fc.property(journal, fc.nat(), fc.nat(), fc.string({ maxLength: 2 }), (lines, a, b, other) => {
      const at = a % lines.length
      const line = lines[at] ?? ''
      const column = b % line.length
      fc.pre(line[column] !== other)
      const changed = `${line.slice(0, column)}${other}${line.slice(column + 1)}`
      expect(broken(lines.with(at, changed))).toBe(at)
    }),
  )
})

test('A line that is left out, repeated or moved breaks the chain there', () => {
  fc.assert(
    fc.property(journal, fc.nat(), (lines, a) => {
      fc.pre(lines.length > 1)
      const at = a % (lines.length - 1)
      const line = lines[at] ?? ''
      expect(broken(lines.toSpliced(at, 1))).toBe(at)
      expect(broken(lines.toSpliced(at, 0, line))).toBe(at + 1)
      expect(broken(lines.toSpliced(at, 1).toSpliced(at + 1, 0, line))).toBe(at)
    }),
  )
})

test('A digest in which the chain once ended is recognised, and no other', () => {
  fc.assert(
    fc.property(journal, (lines) => {
      const chain = new ChainReader()
      const heads = lines.map((line) => {
        chain.follows(line)
        return chain.head
      })
      expect(chain.lines).toBe(lines.length)
      expect(heads.every((head) => chain.passed(head))).toBe(true)
      expect(chain.passed('0'.repeat(32))).toBe(false)
    }),
  )
})
