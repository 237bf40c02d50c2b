import { aText, aTime, oneOf, something } from '../../../fixtures/core/client/matchers.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('block-storage.update', ({ scenario }) => {
  scenario(
    '200:connection-info',
    'answers how to connect: by what driver, in what mode, and for which attachment',
    async ({ blockStorage, reservation, connector }) => {
      const updated = await blockStorage.update(reservation, connector)

      updated.answers(200, {
        attachment: {
          connection_info: {
            attachment_id: reservation.id,
            driver_volume_type: aText,
            access_mode: oneOf('rw', 'ro'),
            encrypted: oneOf(true, false),
          },
        },
      })
    },
  )

  scenario(
    '200:connected',
    'connects a reserved attachment',
    async ({ blockStorage, volume, noServer, connector, attachmentIn }) => {
      const reservation = attachmentIn(
        await blockStorage.create(volume, { instance_uuid: noServer.id }),
      )

      const updated = await blockStorage.update(reservation, connector)

      const kept = { volume_id: volume.id, instance: noServer.id, detached_at: '' }
      updated.answers(200, {
        attachment: {
          id: reservation.id,
          // Some releases answer with the status before the connection; a GET shows that after it.
          status: oneOf('reserved', 'attaching'),
          connection_info: something,
          ...kept,
        },
      })
      await reservation.is('attaching', { attached_at: aTime, connection_info: something, ...kept })
      await volume.stays('attaching')
      await volume.isAttachedTo()
    },
  )

  scenario(
    '200:connected-again',
    'connects an attachment again that is attaching',
    async ({ blockStorage, volume, connection, connector }) => {
      const updated = await blockStorage.update(connection, connector)

      updated.answers(200, {
        attachment: { id: connection.id, status: 'attaching', attached_at: aTime },
      })
      await connection.is('attaching', { attached_at: aTime, connection_info: something })
      await volume.stays('attaching')
    },
  )

  scenario(
    '200:completed',
    'changes a completed attachment back to attaching, and its volume too',
    async ({ blockStorage, volume, completed, connector }) => {
      const updated = await blockStorage.update(completed, connector)

      updated.answers(200, {
        attachment: { id: completed.id, status: oneOf('attached', 'attaching') },
      })
      await completed.is('attaching')
      await volume.stays('attaching')
    },
  )

  scenario(
    '200:connector-mode',
    'uses the mode of the connector as that of the attachment',
    async ({ blockStorage, volume, anotherVolume, noServer, connector, attachmentIn }) => {
      for (const [one, mode] of [[volume, 'ro'] as const, [anotherVolume, 'rw'] as const]) {
        const created = await blockStorage.create(one, { instance_uuid: noServer.id })
        const reservation = attachmentIn(created)

        const updated = await blockStorage.update(reservation, { ...connector, mode })

        updated.answers(200, { attachment: { id: reservation.id } })
        await reservation.is('attaching', { attach_mode: mode })
      }
    },
  )

  scenario(
    '200:mode-of-creation',
    'keeps the mode that was requested when the attachment was created',
    async ({ blockStorage, volume, anotherVolume, noServer, connector, attachmentIn }) => {
      for (const [one, mode, other] of [
        [volume, 'ro', 'rw'] as const,
        [anotherVolume, 'rw', 'ro'] as const,
      ]) {
        const created = await blockStorage.create(one, { instance_uuid: noServer.id, mode })
        const reservation = attachmentIn(created)

        const updated = await blockStorage.update(reservation, { ...connector, mode: other })

        updated.answers(200, { attachment: { id: reservation.id, attach_mode: mode } })
        await reservation.is('attaching', { attach_mode: mode })
      }
    },
  )

  scenario(
    '200:default-mode',
    'attaches for reading and writing unless another mode was requested',
    async ({ blockStorage, reservation, connector }) => {
      const { mode: _, ...silent } = connector

      const updated = await blockStorage.update(reservation, silent)

      updated.answers(200, { attachment: { id: reservation.id } })
      await reservation.is('attaching', { attach_mode: 'rw' })
    },
  )

  scenario(
    '200:free-form-connector',
    'accepts a connector with keys of any name and kind',
    async ({ blockStorage, volume, reservation, connector }) => {
      const updated = await blockStorage.update(reservation, {
        ...connector,
        lighthouse: { keeper: null, lamps: [1, 2] },
        foghorn: 7,
      })

      updated.answers(200, { attachment: { id: reservation.id, connection_info: something } })
      await reservation.is('attaching', { connection_info: something })
      await volume.stays('attaching')
    },
  )
})
