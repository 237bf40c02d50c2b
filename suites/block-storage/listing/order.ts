import type { SuiteBuilder } from '../../../fixtures/volume-attach/suite-builder.ts'
import { byId, type List, listsWithin } from './listing.ts'

/** Scenarios about the order of a list. */
export function listsInOrder(suite: SuiteBuilder, list: List): void {
  const lists = listsWithin(suite, list)

  lists(
    '200:newest-first',
    'lists the newest attachment first by default',
    ({ oldest, middle, newest }) => [[{}, [newest, middle, oldest]]],
  )

  lists(
    '200:sorted',
    'sorts by one key in the requested direction',
    ({ oldest, middle, newest }) => [
      [{ sort: 'created_at:asc' }, [oldest, middle, newest]],
      [{ sort: 'created_at:desc' }, [newest, middle, oldest]],
      [{ sort: 'updated_at:asc' }, [newest, oldest, middle]],
      [{ sort: 'updated_at:desc' }, [middle, oldest, newest]],
      [{ sort: 'id:asc' }, byId(oldest, middle, newest)],
      [{ sort: 'id:desc' }, byId(oldest, middle, newest).toReversed()],
    ],
  )

  lists(
    '200:sorted-without-direction',
    'sorts in descending order by a key without a direction',
    ({ oldest, middle, newest }) => [
      [{ sort: 'updated_at' }, [middle, oldest, newest]],
      [{ sort: 'id' }, byId(oldest, middle, newest).toReversed()],
    ],
  )

  lists(
    '200:sorted-by-several-keys',
    'sorts by the second key where the first is equal',
    ({ oldest, middle, newest }) => [
      [{ sort: 'attach_status:asc,created_at:asc' }, [middle, oldest, newest]],
      [{ sort: 'attach_status:asc,created_at:desc' }, [middle, newest, oldest]],
      [{ sort: 'attach_status:desc,created_at:asc' }, [oldest, newest, middle]],
      [{ sort: 'attach_status,created_at' }, [newest, oldest, middle]],
      [{ sort: 'instance_uuid:asc,updated_at:asc' }, [newest, oldest, middle]],
    ],
  )

  lists(
    '200:sorted-by-other-fields',
    'sorts by keys that the document does not name',
    ({ oldest, middle, newest }) => {
      const byVolume = [oldest, middle, newest].sort((a, b) => (a.volume.id < b.volume.id ? -1 : 1))
      return [[{ sort: 'volume_id:asc' }, byVolume]]
    },
  )

  lists(
    '200:sort-key-with-direction',
    'sorts by the deprecated pair of sort_key and sort_dir',
    ({ oldest, middle, newest }) => [
      [{ sort_key: 'created_at', sort_dir: 'asc' }, [oldest, middle, newest]],
      [{ sort_key: 'created_at', sort_dir: 'desc' }, [newest, middle, oldest]],
      [{ sort_key: 'updated_at', sort_dir: 'asc' }, [newest, oldest, middle]],
      [{ sort_key: 'updated_at', sort_dir: 'desc' }, [middle, oldest, newest]],
      [{ sort_key: 'id', sort_dir: 'asc' }, byId(oldest, middle, newest)],
      [{ sort_key: 'id', sort_dir: 'desc' }, byId(oldest, middle, newest).toReversed()],
    ],
  )

  lists(
    '200:sort-key-alone',
    'sorts in descending order by a sort_key without sort_dir',
    ({ oldest, middle, newest }) => [[{ sort_key: 'updated_at' }, [middle, oldest, newest]]],
  )

  lists(
    '200:sort-dir-alone',
    'sorts by the time of creation when there is only a sort_dir',
    ({ oldest, middle, newest }) => [
      [{ sort_dir: 'asc' }, [oldest, middle, newest]],
      [{ sort_dir: 'desc' }, [newest, middle, oldest]],
    ],
  )
}
