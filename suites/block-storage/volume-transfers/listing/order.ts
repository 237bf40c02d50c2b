import type { SuiteBuilder } from '../../../../fixtures/block-storage/transfers/suite-builder.ts'
import { exactly, type List } from './listing.ts'

/** In which order transfers are listed. */
export function listsInOrder({ scenario }: SuiteBuilder, list: List): void {
  scenario(
    '200:oldest-first',
    'lists the oldest transfer first before 3.59',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const listed = await transfers[list]({ name })

      listed.answers(200, exactly(oldest, middle, newest))
    },
  )

  scenario(
    '200:no-pages-yet',
    'knows no pages before 3.59',
    async ({ transfers, orderedTransfers: { name, newest, oldest } }) => {
      const listed = await transfers[list]({ name, limit: '1' })

      listed.asMeant().answers(200).isNot(exactly(oldest)).isNot(exactly(newest))
    },
  )

  scenario(
    '200:newest-first',
    'lists the newest transfer first unless told otherwise',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const listed = await transfers[list]({ name })

      listed.answers(200, exactly(newest, middle, oldest))
    },
  )

  scenario(
    '200:sorted',
    'sorts by one key in the direction asked for',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const orders = {
        created_at: [oldest, middle, newest],
        id: [oldest, middle, newest].sort((a, b) => (a.id < b.id ? -1 : 1)),
      }
      for (const [key, order] of Object.entries(orders)) {
        const up = await transfers[list]({ name, sort: `${key}:asc` })
        up.answers(200, exactly(...order))
        const down = await transfers[list]({ name, sort: `${key}:desc` })
        down.answers(200, exactly(...[...order].reverse()))
      }
    },
  )

  scenario(
    '200:sorted-without-direction',
    'sorts downwards by a key that comes without a direction',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const listed = await transfers[list]({ name, sort: 'created_at' })

      listed.answers(200, exactly(newest, middle, oldest))
    },
  )

  scenario(
    '200:sorted-by-several-keys',
    'sorts by the second key what the first leaves open',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const up = await transfers[list]({ name, sort: 'display_name:asc,created_at:asc' })
      up.answers(200, exactly(oldest, middle, newest))
      const down = await transfers[list]({ name, sort: 'display_name:asc,created_at:desc' })
      down.answers(200, exactly(newest, middle, oldest))
    },
  )

  scenario(
    '200:sort-key-with-direction',
    'sorts by the deprecated pair of sort_key and sort_dir',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const within = { name, sort_key: 'created_at' }
      const up = await transfers[list]({ ...within, sort_dir: 'asc' })
      up.answers(200, exactly(oldest, middle, newest))
      const down = await transfers[list]({ ...within, sort_dir: 'desc' })
      down.answers(200, exactly(newest, middle, oldest))
    },
  )

  scenario(
    '200:sort-key-alone',
    'sorts downwards by a sort_key without a sort_dir',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const order = [oldest, middle, newest].sort((a, b) => (a.id < b.id ? 1 : -1))
      const listed = await transfers[list]({ name, sort_key: 'id' })

      listed.answers(200, exactly(...order))
    },
  )

  scenario(
    '200:sort-dir-alone',
    'sorts by the time of creation where only sort_dir is given',
    async ({ transfers, orderedTransfers: { name, oldest, middle, newest } }) => {
      const up = await transfers[list]({ name, sort_dir: 'asc' })
      up.answers(200, exactly(oldest, middle, newest))
      const down = await transfers[list]({ name, sort_dir: 'desc' })
      down.answers(200, exactly(newest, middle, oldest))
    },
  )
}
