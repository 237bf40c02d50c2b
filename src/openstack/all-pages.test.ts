import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allPages } from './all-pages.ts'

interface Item {
  readonly id: string
}

const BOUNDS = { pages: 10, items: 40 }

test('A list without an end is given up after so many pages, with what was seen', async () => {
  let fresh = 0

  const seen = await allPages(async () => [{ id: String(fresh++) }], BOUNDS)

  expect(seen).toMatchObject({ pages: 10, fault: 'too-long' })
  expect(seen.items).toHaveLength(10)
})

test('A list without an end is given up after so many items', async () => {
  let fresh = 0
  const page = async () => Array.from({ length: 15 }, () => ({ id: String(fresh++) }))

  expect(await allPages(page, BOUNDS)).toMatchObject({ pages: 3, fault: 'too-long' })
})

test('However a cloud cuts a list into pages, and changes it, there is an end', async () => {
  const page = fc.option(
    fc.array(fc.record({ id: fc.string({ maxLength: 2 }) }), { maxLength: 9 }),
    {
      nil: undefined,
    },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 30 }), async (pages) => {
      let asked = 0
      const seen = await allPages<Item>(async () => pages[asked++ % pages.length], BOUNDS)

      expect(asked).toBeLessThanOrEqual(BOUNDS.pages)
      expect(seen.pages).toBe(asked)
      expect(seen.items.length).toBeLessThan(BOUNDS.items + 9)
    }),
  )
})
