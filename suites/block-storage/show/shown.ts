import { aTime, noConnection, something } from '../../../fixtures/core/client/matchers.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { WITHOUT_WRITING } from '../../without-writing.ts'

export default operation('block-storage.show', ({ scenario }) => {
  scenario(
    '200:reserved',
    'shows an attachment without a connector as reserved',
    async ({ blockStorage, volume, attachmentIn, noServer }) => {
      const created = await blockStorage.create(volume, { instance_uuid: noServer.id })
      const reservation = attachmentIn(created)

      const shown = await blockStorage.show(reservation)

      shown.answers(200, {
        attachment: {
          id: reservation.id,
          volume_id: volume.id,
          instance: noServer.id,
          status: 'reserved',
          attached_at: '',
          detached_at: '',
          connection_info: noConnection,
        },
      })
      await volume.stays('reserved')
    },
  )

  scenario(
    '200:reserved-without-instance',
    'shows null where an attachment has no instance',
    async ({ blockStorage, volume, attachmentIn }) => {
      const reservation = attachmentIn(await blockStorage.create(volume))

      const shown = await blockStorage.show(reservation)

      shown.answers(200, {
        attachment: { id: reservation.id, volume_id: volume.id, instance: null },
      })
    },
  )

  scenario(
    '200:reserved-with-mode',
    'shows the mode that an attachment was created with',
    async ({ blockStorage, volume, anotherVolume, attachmentIn }) => {
      const toRead = attachmentIn(await blockStorage.create(volume, { mode: 'ro' }))
      const toWrite = attachmentIn(await blockStorage.create(anotherVolume, { mode: 'rw' }))

      const shownToRead = await blockStorage.show(toRead)
      const shownToWrite = await blockStorage.show(toWrite)

      shownToRead.answers(200, { attachment: { id: toRead.id, attach_mode: 'ro' } })
      shownToWrite.answers(200, { attachment: { id: toWrite.id, attach_mode: 'rw' } })
    },
  )

  scenario(
    '200:attaching',
    'shows an attachment with a connector as attaching, and how to connect',
    async ({ blockStorage, volume, connector, attachmentIn, noServer }) => {
      const created = await blockStorage.create(volume, { instance_uuid: noServer.id })
      const connection = attachmentIn(created)
      const updated = await blockStorage.update(connection, { ...connector, mode: 'ro' })
      updated.answers(200)

      const shown = await blockStorage.show(connection)

      shown.answers(200, {
        attachment: {
          id: connection.id,
          volume_id: volume.id,
          instance: noServer.id,
          status: 'attaching',
          attached_at: aTime,
          detached_at: '',
          attach_mode: 'ro',
          connection_info: something,
        },
      })
      await volume.stays('attaching')
    },
  )

  scenario(
    '200:attached',
    'shows a completed attachment as attached',
    async ({ blockStorage, volume, completed }) => {
      const shown = await blockStorage.show(completed)

      shown.answers(200, {
        attachment: {
          id: completed.id,
          volume_id: volume.id,
          status: 'attached',
          attached_at: aTime,
          detached_at: '',
          attach_mode: 'rw',
          connection_info: something,
        },
      })
      await volume.stays('in-use')
    },
  )

  scenario(
    '200:attached-without-connector',
    'shows no time and no connection of an attachment that was completed without a connector',
    async ({ blockStorage, volume, reservation }) => {
      await volume.comesToUse(reservation)

      const shown = await blockStorage.show(reservation)

      shown.answers(200, {
        attachment: {
          id: reservation.id,
          volume_id: volume.id,
          status: 'attached',
          attached_at: '',
          detached_at: '',
          connection_info: noConnection,
        },
      })
    },
  )

  scenario(
    '200:in-use-by-server',
    'shows the attachment behind which a server is',
    async ({ blockStorage, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const shown = await blockStorage.show(attachment)

      shown.answers(200, {
        attachment: {
          id: attachment.id,
          volume_id: volume.id,
          instance: server.id,
          status: 'attached',
          attached_at: aTime,
          detached_at: '',
          connection_info: something,
        },
      })
    },
  )

  scenario(
    '200:mode-at-server',
    'shows that a server may write to a volume which Compute has attached',
    async ({ blockStorage, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const shown = await blockStorage.show(attachment)

      shown.answers(200, { attachment: { instance: server.id, attach_mode: 'rw' } })
    },
  )

  scenario(
    '200:foreign-attachment-for-admin',
    'shows an attachment of another project to an administrator',
    async ({ admin, foreignAttachment: { id, volume } }) => {
      const shown = await admin.blockStorage.show({ id })

      shown.answers(200, { attachment: { id, volume_id: volume.id } })
    },
  )

  for (const [persona, , who] of WITHOUT_WRITING) {
    scenario(
      `200:by-${persona}`,
      `shows an attachment to ${who}`,
      async ({ [persona]: caller, standing: { server, volume } }) => {
        const attachment = await volume.attachmentOf(server)

        const shown = await caller.blockStorage.show(attachment)

        shown.answers(200, {
          attachment: { id: attachment.id, volume_id: volume.id, instance: server.id },
        })
      },
      [persona],
    )
  }

  for (const [slug, when] of [
    ['', ''],
    ['-early', ' before 3.67, too'],
  ] as const) {
    scenario(
      `200:without-project-in-path${slug}`,
      `shows an attachment under a path that names no project${when}`,
      async ({ blockStorage, standing: { server, volume } }) => {
        const attachment = await volume.attachmentOf(server)

        const shown = await blockStorage.show(attachment, undefined, { projectId: null })

        shown.answers(200, { attachment: { id: attachment.id, volume_id: volume.id } })
      },
    )
  }

  scenario(
    '200:unknown-query',
    'shows an attachment whatever the query',
    async ({ blockStorage, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const shown = await blockStorage.show(attachment, { colour: 'blue', status: 'reserved' })

      shown.asMeant().answers(200, { attachment: { id: attachment.id, status: 'attached' } })
    },
  )
})
