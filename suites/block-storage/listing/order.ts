import type { SuiteBuilder } from '../../../fixtures/volume-attach/suite-builder.ts'
import { byId, exactly, type List } from './listing.ts'

/** Scenarios about the order of a list. */
export function listsInOrder({ scenario }: SuiteBuilder, list: List): void {
  scenario(
    '200:newest-first',
    'lists the newest attachment first by default',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const listed = await blockStorage[list]({ instance_id: instance.id })

      listed.answers(200, exactly(newest, middle, oldest))
    },
  )

  scenario(
    '200:sorted',
    'sorts by one key in the requested direction',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const orders = {
        created_at: [oldest, middle, newest],
        updated_at: [newest, oldest, middle],
        id: byId(oldest, middle, newest),
      }
      for (const [key, order] of Object.entries(orders)) {
        const up = await blockStorage[list]({ instance_id: instance.id, sort: `${key}:asc` })
        up.answers(200, exactly(...order))
        const down = await blockStorage[list]({ instance_id: instance.id, sort: `${key}:desc` })
        down.answers(200, exactly(...[...order].reverse()))
      }
    },
  )

  scenario(
    '200:sorted-without-direction',
    'sorts in descending order by a key without a direction',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const byChange = await blockStorage[list]({ instance_id: instance.id, sort: 'updated_at' })
      byChange.answers(200, exactly(middle, oldest, newest))

      const ids = await blockStorage[list]({ instance_id: instance.id, sort: 'id' })
      ids.answers(200, exactly(...[...byId(oldest, middle, newest)].reverse()))
    },
  )

  scenario(
    '200:sorted-by-several-keys',
    'sorts by the second key where the first is equal',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const orders = {
        'attach_status:asc,created_at:asc': [middle, oldest, newest],
        'attach_status:asc,created_at:desc': [middle, newest, oldest],
        'attach_status:desc,created_at:asc': [oldest, newest, middle],
        'attach_status,created_at': [newest, oldest, middle],
        'instance_uuid:asc,updated_at:asc': [newest, oldest, middle],
      }
      for (const [sort, order] of Object.entries(orders)) {
        const listed = await blockStorage[list]({ instance_id: instance.id, sort })
        listed.answers(200, exactly(...order))
      }
    },
  )

  scenario(
    '200:sorted-by-other-fields',
    'sorts by keys that the document does not name',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const byVolume = [oldest, middle, newest].sort((a, b) => (a.volume.id < b.volume.id ? -1 : 1))
      const listed = await blockStorage[list]({ instance_id: instance.id, sort: 'volume_id:asc' })

      listed.answers(200, exactly(...byVolume))
    },
  )

  scenario(
    '200:sort-key-with-direction',
    'sorts by the deprecated pair of sort_key and sort_dir',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const orders = {
        created_at: [oldest, middle, newest],
        updated_at: [newest, oldest, middle],
        id: byId(oldest, middle, newest),
      }
      for (const [sort_key, order] of Object.entries(orders)) {
        const within = { instance_id: instance.id, sort_key }
        const up = await blockStorage[list]({ ...within, sort_dir: 'asc' })
        up.answers(200, exactly(...order))
        const down = await blockStorage[list]({ ...within, sort_dir: 'desc' })
        down.answers(200, exactly(...[...order].reverse()))
      }
    },
  )

  scenario(
    '200:sort-key-alone',
    'sorts in descending order by a sort_key without sort_dir',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const listed = await blockStorage[list]({
        instance_id: instance.id,
        sort_key: 'updated_at',
      })

      listed.answers(200, exactly(middle, oldest, newest))
    },
  )

  scenario(
    '200:sort-dir-alone',
    'sorts by the time of creation when there is only a sort_dir',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const up = await blockStorage[list]({ instance_id: instance.id, sort_dir: 'asc' })
      up.answers(200, exactly(oldest, middle, newest))

      const down = await blockStorage[list]({ instance_id: instance.id, sort_dir: 'desc' })
      down.answers(200, exactly(newest, middle, oldest))
    },
  )
}
