import { nextBehind } from '../../../../fixtures/block-storage/transfers/links.ts'
import type { SuiteBuilder } from '../../../../fixtures/block-storage/transfers/suite-builder.ts'
import { exactly, type List, listsWithin } from './listing.ts'

/** Which part of a list is answered. */
export function listsPages(suite: SuiteBuilder, list: List): void {
  const { scenario } = suite
  const lists = listsWithin(suite, list)

  scenario(
    '200:limited',
    'lists no more transfers than the limit allows',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const pages = [[newest], [newest, middle], [newest, middle, oldest]]
      for (const page of pages) {
        const listed = await transfers[list]({ name, limit: page.length })
        listed.answers(200, exactly(...page))
      }

      const any = await transfers[list]({ limit: 1 })
      any.answers(200)
      any.has('transfers', 1)
    },
  )

  lists('200:zero-limit', 'lists nothing when the limit is zero', () => [[{ limit: 0 }, []]])

  lists(
    '200:huge-limit',
    'cuts a limit that is too large to its own maximum',
    ({ oldest, middle, newest }) =>
      ['1001', '2147483648', '99999999999999999999'].map(
        (limit) => [{ limit }, [newest, middle, oldest]] as const,
      ),
  )

  scenario(
    '200:next-link',
    'says where a list goes on that is as long as the limit allows',
    async ({ transfers, orderedTransfers: { name, middle } }) => {
      const cut = await transfers[list]({ name, limit: 2 })
      cut.answers(200, { transfers_links: nextBehind(middle) })

      const whole = await transfers[list]({ name, limit: 4 })
      whole.answers(200, { transfers_links: undefined })
    },
  )

  scenario(
    '200:offset',
    'leaves out the first transfers when the offset says so, and not the last',
    async ({ transfers, orderedTransfers: { name, oldest, newest } }) => {
      const whole = await transfers[list]({ name, offset: 0 })
      whole.answers(200)
      whole.has('transfers', 3)

      for (const query of [{ offset: 1 }, { offset: 1, limit: 2 }]) {
        const listed = await transfers[list]({ name, ...query })
        listed.answers(200)
        listed.lacks('transfers', { id: newest.id })
        listed.includes('transfers', { id: oldest.id })
      }
    },
  )

  lists('200:offset-past-the-end', 'lists nothing when the offset is past the end', () => [
    [{ offset: '3' }, []],
    [{ offset: '4' }, []],
    [{ offset: '2147483647' }, []],
  ])

  lists('200:marker', 'goes on behind the marker', ({ oldest, middle, newest }) => [
    [{ marker: newest.id }, [middle, oldest]],
    [{ marker: middle.id }, [oldest]],
    [{ marker: oldest.id }, []],
  ])

  lists(
    '200:pages-by-marker',
    'lists in pages of limit and marker all that it lists at once',
    ({ oldest, middle, newest }) => [
      [{ limit: 2 }, [newest, middle]],
      [{ limit: 2, marker: middle.id }, [oldest]],
      [{ limit: 2, marker: oldest.id }, []],
    ],
  )

  lists(
    '200:marker-in-another-order',
    'goes on behind the marker in the order asked for',
    ({ oldest, middle, newest }) => [
      [{ sort_dir: 'asc', marker: oldest.id }, [middle, newest]],
      [{ sort_dir: 'asc', limit: 1, marker: oldest.id }, [middle]],
      [{ sort_dir: 'asc', marker: newest.id }, []],
    ],
  )
}
