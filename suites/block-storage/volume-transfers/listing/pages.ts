import { nextBehind } from '../../../../fixtures/block-storage/transfers/links.ts'
import type { SuiteBuilder } from '../../../../fixtures/block-storage/transfers/suite-builder.ts'
import { exactly, type List } from './listing.ts'

/** Which part of a list is answered. */
export function listsPages({ scenario }: SuiteBuilder, list: List): void {
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

  scenario(
    '200:zero-limit',
    'lists nothing when the limit is zero',
    async ({ transfers, orderedTransfers: { name } }) => {
      const listed = await transfers[list]({ name, limit: 0 })

      listed.answers(200, exactly())
    },
  )

  scenario(
    '200:huge-limit',
    'cuts a limit that is too large to its own maximum',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      for (const limit of ['1001', '2147483648', '99999999999999999999']) {
        const listed = await transfers[list]({ name, limit })
        listed.answers(200, exactly(newest, middle, oldest))
      }
    },
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

  scenario(
    '200:offset-past-the-end',
    'lists nothing when the offset is past the end',
    async ({ transfers, orderedTransfers: { name } }) => {
      for (const offset of ['3', '4', '2147483647']) {
        const listed = await transfers[list]({ name, offset })
        listed.answers(200, exactly())
      }
    },
  )

  scenario(
    '200:marker',
    'goes on behind the marker',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const two = await transfers[list]({ name, marker: newest.id })
      two.answers(200, exactly(middle, oldest))
      const one = await transfers[list]({ name, marker: middle.id })
      one.answers(200, exactly(oldest))
      const none = await transfers[list]({ name, marker: oldest.id })
      none.answers(200, exactly())
    },
  )

  scenario(
    '200:pages-by-marker',
    'lists in pages of limit and marker all that it lists at once',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const first = await transfers[list]({ name, limit: 2 })
      first.answers(200, exactly(newest, middle))
      const second = await transfers[list]({ name, limit: 2, marker: middle.id })
      second.answers(200, exactly(oldest))
      const third = await transfers[list]({ name, limit: 2, marker: oldest.id })
      third.answers(200, exactly())
    },
  )

  scenario(
    '200:marker-in-another-order',
    'goes on behind the marker in the order asked for',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const within = { name, sort_dir: 'asc' }
      const two = await transfers[list]({ ...within, marker: oldest.id })
      two.answers(200, exactly(middle, newest))
      const one = await transfers[list]({ ...within, limit: 1, marker: oldest.id })
      one.answers(200, exactly(middle))
      const none = await transfers[list]({ ...within, marker: newest.id })
      none.answers(200, exactly())
    },
  )
}
