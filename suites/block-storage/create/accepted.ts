import { aTime, nothingYet, oneOf, something } from '../../../fixtures/core/client/matchers.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('block-storage.create', ({ scenario }) => {
  scenario(
    '200:reserved',
    'reserves a volume for a server when no connector is given',
    async ({ blockStorage, volume, noServer, attachmentIn }) => {
      const created = await blockStorage.create(volume, { instance_uuid: noServer.id })

      const reserved = {
        volume_id: volume.id,
        instance: noServer.id,
        attached_at: '',
        detached_at: '',
        connection_info: nothingYet,
      }
      created.answers(200, { attachment: { status: 'reserved', ...reserved } })
      await attachmentIn(created).is('reserved', reserved)
      await volume.stays('reserved')
      await volume.isAttachedTo()
    },
  )

  scenario(
    '200:no-instance',
    'reserves a volume without an instance when none is named',
    async ({ blockStorage, volume, attachmentIn }) => {
      const created = await blockStorage.create(volume)

      created.answers(200, {
        attachment: { volume_id: volume.id, instance: null, status: 'reserved' },
      })
      await attachmentIn(created).is('reserved', { volume_id: volume.id, instance: null })
      await volume.stays('reserved')
    },
  )

  scenario(
    '200:empty-connector',
    'treats null and an empty object as no connector',
    async ({ blockStorage, volume, anotherVolume, noServer, attachmentIn }) => {
      const withNull = await blockStorage.create(volume, {
        instance_uuid: noServer.id,
        connector: null,
      })
      const withEmpty = await blockStorage.create(anotherVolume, {
        instance_uuid: noServer.id,
        connector: {},
      })

      const reserved = { attached_at: '', connection_info: nothingYet }
      withNull.answers(200, { attachment: reserved })
      withEmpty.answers(200, { attachment: reserved })
      await attachmentIn(withNull).is('reserved', reserved)
      await attachmentIn(withEmpty).is('reserved', reserved)
      await volume.stays('reserved')
      await anotherVolume.stays('reserved')
    },
  )

  scenario(
    '200:connected',
    'connects the volume at once when a connector is given',
    async ({ blockStorage, volume, noServer, connector, attachmentIn }) => {
      const created = await blockStorage.create(volume, { instance_uuid: noServer.id, connector })

      created.answers(200, {
        attachment: {
          volume_id: volume.id,
          instance: noServer.id,
          // Some releases answer with the status before the connection; a GET shows that after it.
          status: oneOf('reserved', 'attaching'),
          connection_info: something,
        },
      })
      await attachmentIn(created).is('attaching', {
        volume_id: volume.id,
        instance: noServer.id,
        attached_at: aTime,
        connection_info: something,
      })
      await volume.stays('attaching')
      await volume.isAttachedTo()
    },
  )

  scenario(
    '200:free-form-connector',
    'accepts a connector with keys of any name and kind',
    async ({ blockStorage, volume, noServer, connector, attachmentIn }) => {
      const created = await blockStorage.create(volume, {
        instance_uuid: noServer.id,
        connector: { ...connector, lighthouse: { keeper: null, lamps: [1, 2] }, foghorn: 7 },
      })

      created.answers(200, { attachment: { volume_id: volume.id } })
      await attachmentIn(created).is('attaching', { connection_info: something })
      await volume.stays('attaching')
    },
  )

  scenario(
    '200:mode',
    'keeps the requested mode from 3.54 on',
    async ({ blockStorage, volume, anotherVolume, noServer, attachmentIn }) => {
      for (const [one, mode] of [[volume, 'ro'] as const, [anotherVolume, 'rw'] as const]) {
        const created = await blockStorage.create(one, { instance_uuid: noServer.id, mode })

        created.answers(200, { attachment: { volume_id: one.id, attach_mode: mode } })
        await attachmentIn(created).is('reserved', { attach_mode: mode })
      }
    },
  )

  scenario(
    '200:mode-over-connector',
    'prefers the requested mode to that of the connector',
    async ({ blockStorage, volume, anotherVolume, noServer, connector, attachmentIn }) => {
      for (const [one, mode, other] of [
        [volume, 'ro', 'rw'] as const,
        [anotherVolume, 'rw', 'ro'] as const,
      ]) {
        const created = await blockStorage.create(one, {
          instance_uuid: noServer.id,
          connector: { ...connector, mode: other },
          mode,
        })

        created.answers(200, { attachment: { volume_id: one.id } })
        await attachmentIn(created).is('attaching', { attach_mode: mode })
      }
    },
  )

  scenario(
    '200:read-only-volume',
    'attaches a read-only volume for reading only',
    async ({ blockStorage, readOnlyVolume: volume, noServer, attachmentIn }) => {
      const created = await blockStorage.create(volume, { instance_uuid: noServer.id })

      created.answers(200, { attachment: { volume_id: volume.id, attach_mode: 'ro' } })
      await attachmentIn(created).is('reserved', { attach_mode: 'ro' })
    },
  )

  scenario(
    '200:reserved-again',
    'reserves a volume again for the server for which it is reserved',
    async ({ blockStorage, volume, noServer, attachmentIn }) => {
      const first = await blockStorage.create(volume, { instance_uuid: noServer.id })
      first.answers(200)

      const second = await blockStorage.create(volume, { instance_uuid: noServer.id })

      second.answers(200, { attachment: { volume_id: volume.id, status: 'reserved' } })
      await attachmentIn(first).is('reserved', { instance: noServer.id })
      await attachmentIn(second).is('reserved', { instance: noServer.id })
      await volume.hasAttachments(2)
    },
  )

  scenario(
    '200:in-use-again',
    'reserves a volume again for the server that is using it',
    async ({ blockStorage, volume, noServer, attachmentIn }) => {
      const instance_uuid = noServer.id
      const first = await volume.comesToUseFor(noServer)

      const second = await blockStorage.create(volume, { instance_uuid })

      second.answers(200, { attachment: { volume_id: volume.id, status: 'reserved' } })
      await first.is('attached')
      await attachmentIn(second).is('reserved', { instance: instance_uuid })
      await volume.hasAttachments(2)
    },
  )

  scenario(
    '200:downloading',
    'reserves a volume that is still being created from an image',
    async ({ blockStorage, volume, noServer, force, attachmentIn }) => {
      await force(volume, 'downloading')

      const created = await blockStorage.create(volume, { instance_uuid: noServer.id })

      created.answers(200, { attachment: { volume_id: volume.id, status: 'reserved' } })
      await attachmentIn(created).is('reserved')
      await volume.stays('reserved')
    },
  )

  scenario(
    '200:multiattach',
    'reserves a multiattach volume while a server has it',
    async ({ blockStorage, multiattachVolume: volume, noServer, noOtherServer, attachmentIn }) => {
      const first = await volume.comesToUseFor(noServer)

      const second = await blockStorage.create(volume, { instance_uuid: noOtherServer.id })

      second.answers(200, { attachment: { volume_id: volume.id, status: 'reserved' } })
      await first.is('attached', { instance: noServer.id })
      await attachmentIn(second).is('reserved', { instance: noOtherServer.id })
    },
  )

  scenario(
    '200:bootable-multiattach',
    'reserves a multiattach volume that is bootable while a server has it',
    async ({
      blockStorage,
      multiattachVolume: volume,
      bootable,
      noServer,
      noOtherServer,
      attachmentIn,
    }) => {
      await bootable(volume)
      const first = await volume.comesToUseFor(noServer)

      const second = await blockStorage.create(volume, { instance_uuid: noOtherServer.id })

      second.answers(200, { attachment: { volume_id: volume.id, status: 'reserved' } })
      await first.is('attached', { instance: noServer.id })
      await attachmentIn(second).is('reserved', { instance: noOtherServer.id })
    },
  )

  scenario(
    '200:instance-spelling',
    'accepts the id of a server without dashes and in upper case, and repeats it so',
    async ({ blockStorage, volume, anotherVolume, noServer, attachmentIn }) => {
      for (const [one, instance] of [
        [volume, noServer.id.replaceAll('-', '')] as const,
        [anotherVolume, noServer.id.toUpperCase()] as const,
      ]) {
        const answer = await blockStorage.create(one, { instance_uuid: instance })

        const created = answer.asMeant()
        created.answers(200, { attachment: { volume_id: one.id, instance } })
        await attachmentIn(created).is('reserved', { instance })
      }
    },
  )
})
