import { operation } from '../../fixtures/scenario.ts'

export default operation('block-storage.create', ({ scenario }) => {
  scenario(
    '200:reserved',
    'reserves a volume for a server when no connector is given',
    async ({ blockStorage, volume, noServer, attachmentIn }) => {
      const created = await blockStorage.create(volume, { instance_uuid: noServer.id })

      created.answers(200, {
        attachment: { volume_id: volume.id, instance: noServer.id, status: 'reserved' },
      })
      await attachmentIn(created.body).is('reserved', {
        instance: noServer.id,
        connection_info: {},
      })
      await volume.stays('reserved')
    },
  )

  scenario(
    '200:connected',
    'connects the volume at once when a connector is given',
    async ({ blockStorage, volume, noServer, connector, attachmentIn }) => {
      const created = await blockStorage.create(volume, { instance_uuid: noServer.id, connector })

      created.answers(200, { attachment: { volume_id: volume.id, instance: noServer.id } })
      await attachmentIn(created.body).is('attaching', { volume_id: volume.id })
      await volume.stays('attaching')
    },
  )

  scenario(
    '200:mode',
    'keeps the mode that is asked for from 3.54 on',
    async ({ blockStorage, volume, noServer, attachmentIn }) => {
      const created = await blockStorage.create(volume, { instance_uuid: noServer.id, mode: 'ro' })

      created.answers(200, { attachment: { volume_id: volume.id } })
      await attachmentIn(created.body).is('reserved', { attach_mode: 'ro' })
    },
  )

  scenario(
    '400:no-volume',
    'refuses a body that names no volume',
    async ({ blockStorage, noServer }) => {
      const refused = await blockStorage.createWith({ attachment: { instance_uuid: noServer.id } })

      refused.answers(400)
    },
  )

  scenario(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    async ({ blockStorage, volume, noServer }) => {
      const refused = await blockStorage.createWith({
        attachment: { volume_uuid: volume.id, instance_uuid: noServer.id, colour: 'blue' },
      })

      refused.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '400:mode-too-early',
    'refuses a mode before 3.54',
    async ({ blockStorage, volume, noServer }) => {
      const refused = await blockStorage.create(volume, { instance_uuid: noServer.id, mode: 'ro' })

      refused.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '400:reserved-for-another-server',
    'refuses a volume that is reserved for another server',
    async ({ blockStorage, volume, reservation, noServer }) => {
      const refused = await blockStorage.create(volume, { instance_uuid: noServer.id })

      refused.answers(400)
      await reservation.is('reserved')
      await volume.stays('reserved')
    },
  )

  scenario(
    '404:unknown-volume',
    'creates no attachment of a volume that does not exist',
    async ({ blockStorage, noVolume, noServer }) => {
      const refused = await blockStorage.create(noVolume, { instance_uuid: noServer.id })

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-volume',
    'hides a volume from another project that wants to attach it',
    async ({ stranger, volume, noServer }) => {
      const refused = await stranger.blockStorage.create(volume, { instance_uuid: noServer.id })

      refused.answers(404)
      await volume.stays('available')
    },
  )
})
