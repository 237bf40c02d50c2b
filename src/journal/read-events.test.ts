import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JournalEvent } from './events/journal-event.ts'
import { type JournalHandler, nameOf, readEvents } from './read-events.ts'

const at = '2031-05-04T10:00:00.000Z'
const gone = (key: string): JournalEvent => ({ type: 'resource-gone', at, key })
const resumed = (part?: number): JournalEvent => ({
  ...{ type: 'run-resumed', at },
  ...(part !== undefined && { part }),
})

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attest-events-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function read(events: readonly object[], ...handlers: readonly JournalHandler[]) {
  const file = join(folder, 'journal.ndjson')
  await writeFile(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''))
  return readEvents(file, handlers)
}

/** Notes what it is given, and reports a problem for the resource with that key. */
class Notes implements JournalHandler {
  readonly seen: string[] = []
  readonly #wrong: string | undefined

  constructor(wrong?: string) {
    this.#wrong = wrong
  }

  enter(...[event, line, part]: Parameters<JournalHandler['enter']>) {
    this.seen.push(`${nameOf(event, line)} of ${part}`)
    const isWrong = event.type === 'resource-gone' && event.key === this.#wrong
    return isWrong ? Promise.resolve(`${event.key} is wrong`) : undefined
  }
}

it('gives each event to all handlers, in the order of the lines', async () => {
  const [first, second] = [new Notes(), new Notes()]
  expect(await read([gone('a'), gone('b')], first, second)).toBeUndefined()
  expect(first.seen).toEqual(['line 1 (resource-gone) of 0', 'line 2 (resource-gone) of 0'])
  expect(second.seen).toEqual(first.seen)
})

it('ends where a handler reports a problem, before the handlers after it', async () => {
  const [first, second, third] = [new Notes(), new Notes('b'), new Notes()]
  const found = await read([gone('a'), gone('b'), gone('c')], first, second, third)
  expect(found).toMatchObject({ event: gone('b'), line: { number: 2 }, problem: 'b is wrong' })
  expect([first, second, third].map(({ seen }) => seen.length)).toEqual([2, 2, 1])
})

it('tells the segments of a resumed run apart, and the parts of a merged one', async () => {
  const notes = new Notes()
  await read([gone('a'), resumed(), gone('b'), resumed()], notes)
  await read([resumed(3), { type: 'leak-check', at, leaked: [], part: 2 }, gone('a')], notes)
  expect(notes.seen.map((line) => line.at(-1))).toEqual(['0', '1', '1', '2', '3', '2', '0'])
})
