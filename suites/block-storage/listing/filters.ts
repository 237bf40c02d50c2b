import type { SuiteBuilder } from '../../../fixtures/volume-attach/suite-builder.ts'
import { exactly, type List, listsWithin } from './listing.ts'

/** Scenarios about filters of a list. */
export function listsFiltered(suite: SuiteBuilder, list: List): void {
  const { scenario } = suite
  const lists = listsWithin(suite, list)

  scenario(
    '200:no-attachments',
    'lists nothing when there is no attachment',
    async ({ blockStorage, noVolume }) => {
      const listed = await blockStorage[list]({ volume_id: noVolume.id })

      listed.answers(200, exactly())
    },
  )

  scenario(
    '200:filtered-by-instance',
    'lists the attachments of one instance only',
    async ({
      blockStorage,
      orderedAttachments: { instance, oldest, middle, newest },
      noServer,
    }) => {
      const listed = await blockStorage[list]({ instance_id: instance.id })

      listed.answers(200, exactly(newest, middle, oldest))
      const none = await blockStorage[list]({ instance_id: noServer.id })
      none.answers(200, exactly())
    },
  )

  scenario(
    '200:filtered-by-volume',
    'lists the attachments of one volume only',
    async ({ blockStorage, orderedAttachments: { oldest, middle } }) => {
      for (const attachment of [oldest, middle]) {
        const listed = await blockStorage[list]({ volume_id: attachment.volume.id })
        listed.answers(200, {
          attachments: [{ id: attachment.id, volume_id: attachment.volume.id }],
        })
      }
    },
  )

  lists(
    '200:filtered-by-status',
    'lists the attachments of one status only',
    ({ oldest, middle, newest }) => [
      [{ attach_status: 'attaching' }, [newest, oldest]],
      [{ attach_status: 'attached' }, [middle]],
      [{ attach_status: 'reserved' }, []],
    ],
  )

  scenario(
    '200:filtered-twice',
    'lists what matches all of several filters',
    async ({ blockStorage, orderedAttachments: { instance, middle }, noServer }) => {
      const volume_id = middle.volume.id
      const both = await blockStorage[list]({ volume_id, instance_id: instance.id })
      both.answers(200, exactly(middle))

      const one = await blockStorage[list]({ volume_id, instance_id: noServer.id })
      one.answers(200, exactly())
    },
  )

  scenario(
    '200:unknown-filter-too-early',
    'ignores a filter that it does not offer before 3.31',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      for (const unknown of notOffered(middle.id)) {
        const listed = await blockStorage[list]({ instance_id: instance.id, ...unknown })
        listed.asMeant().answers(200, exactly(newest, middle, oldest))
      }
    },
  )

  scenario(
    '200:unknown-filter-by-admin',
    'lists nothing for an unknown filter of an administrator',
    async ({ admin, orderedAttachments: { instance } }) => {
      const listed = await admin.blockStorage[list]({
        all_tenants: '1',
        instance_id: instance.id,
        colour: 'blue',
      })

      listed.asMeant().answers(200, exactly())
    },
  )

  scenario(
    '200:filter-not-offered-by-admin',
    'lets an administrator filter by more than members may',
    async ({ admin, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const every = { all_tenants: '1' }
      const one = await admin.blockStorage[list]({ ...every, id: middle.id })
      one.asMeant().answers(200, exactly(middle))

      const three = await admin.blockStorage[list]({ ...every, instance_uuid: instance.id })
      three.asMeant().answers(200, exactly(newest, middle, oldest))
      const none = await admin.blockStorage[list]({
        ...every,
        instance_id: instance.id,
        attach_mode: 'ro',
      })
      none.asMeant().answers(200, exactly())
    },
  )

  scenario(
    '200:pattern-by-admin',
    'lets an administrator filter by a part of an id',
    async ({ admin, orderedAttachments: { instance, middle }, noServer }) => {
      const every = { all_tenants: '1', volume_id: middle.volume.id }
      const listed = await admin.blockStorage[list]({
        ...every,
        'instance_uuid~': instance.id.slice(4, -4),
      })
      listed.asMeant().answers(200, exactly(middle))

      const none = await admin.blockStorage[list]({
        ...every,
        'instance_uuid~': noServer.id.slice(4, -4),
      })
      none.asMeant().answers(200, exactly())
    },
  )
}

/** Filters that members may not use, although attachments have some of these fields. */
export function notOffered(id: string): readonly Readonly<Record<string, string>>[] {
  return [
    { colour: 'blue' },
    { id },
    { instance_uuid: id },
    { attach_mode: 'ro' },
    { project_id: id },
    { with_count: 'true' },
    { 'volume_id~': id.slice(4, -4) },
  ]
}
