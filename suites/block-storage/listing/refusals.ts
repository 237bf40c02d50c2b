import type { BlockStorageClient } from '../../../fixtures/block-storage/block-storage-client.ts'
import type { ScenarioKey } from '../../../fixtures/core/case/scenario.ts'
import type { SuiteBuilder } from '../../../fixtures/volume-attach/suite-builder.ts'
import { notOffered } from './filters.ts'
import type { List } from './listing.ts'

type Query = Parameters<BlockStorageClient['list']>[0]

/** Scenarios about invalid queries. */
export function refusesQueries({ scenario }: SuiteBuilder, list: List): void {
  const refuses = (key: ScenarioKey, title: string, queries: readonly Query[]): void => {
    scenario(key, title, async ({ blockStorage }) => {
      for (const query of queries) {
        const refused = await blockStorage[list](query)
        refused.answers(400)
      }
    })
  }

  refuses('400:negative-limit', 'refuses a negative limit', [
    { limit: '-1' },
    { limit: '-2147483649' },
  ])

  refuses('400:limit-no-number', 'refuses a limit that is no whole number', [
    { limit: 'ten' },
    { limit: '1.5' },
    { limit: '0x10' },
  ])

  refuses('400:empty-limit', 'refuses an empty limit', [{ limit: '' }])

  refuses('400:negative-offset', 'refuses a negative offset', [{ offset: '-1' }])

  refuses('400:offset-no-number', 'refuses an offset that is no whole number', [
    { offset: 'ten' },
    { offset: '1.5' },
    { offset: '0x10' },
  ])

  refuses('400:empty-offset', 'refuses an empty offset', [{ offset: '' }])

  refuses('400:offset-too-large', 'refuses an offset above 2147483647', [
    { offset: '2147483648' },
    { offset: '99999999999999999999' },
  ])

  refuses('400:unknown-sort-key', 'refuses to sort by what an attachment does not have', [
    { sort: 'colour:asc' },
    { sort: 'created_at:asc,colour:asc' },
    { sort: 'instance' },
    { sort_key: 'colour' },
    { sort_key: 'instance', sort_dir: 'asc' },
  ])

  refuses('400:empty-sort-key', 'refuses an empty sort key', [{ sort: '' }, { sort_key: '' }])

  refuses(
    '400:sort-key-of-other-resources',
    'refuses the sort keys of the document that attachments do not have',
    ['name', 'status', 'size', 'container_format', 'disk_format'].flatMap((key) => [
      { sort_key: key },
      { sort: `${key}:asc` },
    ]),
  )

  refuses('400:unknown-sort-direction', 'refuses a direction other than asc and desc', [
    { sort: 'created_at:up' },
    { sort: 'created_at:ASC' },
    { sort: 'created_at:asc,id:DESC' },
    { sort_key: 'created_at', sort_dir: 'up' },
    { sort_key: 'created_at', sort_dir: 'DESC' },
  ])

  refuses('400:sort-with-sort-key', 'refuses sort together with sort_key', [
    { sort: 'created_at:asc', sort_key: 'created_at' },
  ])

  refuses('400:sort-with-sort-dir', 'refuses sort together with sort_dir', [
    { sort: 'created_at:asc', sort_dir: 'asc' },
  ])

  refuses('400:unknown-filter', 'refuses a filter that it does not know from 3.31 on', [
    { colour: 'blue' },
  ])

  scenario(
    '400:filter-not-offered',
    'refuses from 3.31 on to filter by what only administrators may',
    async ({ blockStorage, orderedAttachments: { instance, middle } }) => {
      for (const unknown of notOffered(middle.id)) {
        const refused = await blockStorage[list]({ instance_id: instance.id, ...unknown })
        refused.answers(400)
      }
    },
  )

  refuses('400:repeated', 'refuses a second limit or offset from 3.31 on', [
    { limit: ['1', '1'] },
    { offset: ['0', '0'] },
  ])

  refuses('400:not-utf-8', 'refuses a query whose bytes are no UTF-8', ['volume_id=%FF%FE'])
}
