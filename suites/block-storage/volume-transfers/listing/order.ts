import type { SuiteBuilder } from '../../../../fixtures/block-storage/transfers/suite-builder.ts'
import { exactly, type List, listsWithin } from './listing.ts'

/** In which order transfers are listed. */
export function listsInOrder(suite: SuiteBuilder, list: List): void {
  const { scenario } = suite
  const lists = listsWithin(suite, list)

  lists(
    '200:oldest-first',
    'lists the oldest transfer first before 3.59',
    ({ oldest, middle, newest }) => [[{}, [oldest, middle, newest]]],
  )

  scenario(
    '200:no-pages-yet',
    'knows no pages before 3.59',
    async ({ transfers, orderedTransfers: { name, newest, oldest } }) => {
      const listed = await transfers[list]({ name, limit: '1' })

      listed.asMeant().answers(200).isNot(exactly(oldest)).isNot(exactly(newest))
    },
  )

  lists(
    '200:newest-first',
    'lists the newest transfer first unless told otherwise',
    ({ oldest, middle, newest }) => [[{}, [newest, middle, oldest]]],
  )

  lists(
    '200:sorted',
    'sorts by one key in the direction asked for',
    ({ oldest, middle, newest }) => {
      const byId = [oldest, middle, newest].sort((a, b) => (a.id < b.id ? -1 : 1))
      return [
        [{ sort: 'created_at:asc' }, [oldest, middle, newest]],
        [{ sort: 'created_at:desc' }, [newest, middle, oldest]],
        [{ sort: 'id:asc' }, byId],
        [{ sort: 'id:desc' }, byId.toReversed()],
      ]
    },
  )

  lists(
    '200:sorted-without-direction',
    'sorts downwards by a key that comes without a direction',
    ({ oldest, middle, newest }) => [[{ sort: 'created_at' }, [newest, middle, oldest]]],
  )

  lists(
    '200:sorted-by-several-keys',
    'sorts by the second key what the first leaves open',
    ({ oldest, middle, newest }) => [
      [{ sort: 'display_name:asc,created_at:asc' }, [oldest, middle, newest]],
      [{ sort: 'display_name:asc,created_at:desc' }, [newest, middle, oldest]],
    ],
  )

  lists(
    '200:sort-key-with-direction',
    'sorts by the deprecated pair of sort_key and sort_dir',
    ({ oldest, middle, newest }) => [
      [{ sort_key: 'created_at', sort_dir: 'asc' }, [oldest, middle, newest]],
      [{ sort_key: 'created_at', sort_dir: 'desc' }, [newest, middle, oldest]],
    ],
  )

  lists(
    '200:sort-key-alone',
    'sorts downwards by a sort_key without a sort_dir',
    ({ oldest, middle, newest }) => [
      [{ sort_key: 'id' }, [oldest, middle, newest].sort((a, b) => (a.id < b.id ? 1 : -1))],
    ],
  )

  lists(
    '200:sort-dir-alone',
    'sorts by the time of creation where only sort_dir is given',
    ({ oldest, middle, newest }) => [
      [{ sort_dir: 'asc' }, [oldest, middle, newest]],
      [{ sort_dir: 'desc' }, [newest, middle, oldest]],
    ],
  )
}
