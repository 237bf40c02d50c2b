import { aDevice } from '../../../fixtures/core/client/matchers.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('compute.list', ({ scenario }) => {
  scenario(
    '200:attached-volumes',
    'lists the volume that is attached to the server',
    async ({ compute, standing: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', {
        volumeId: volume.id,
        serverId: server.id,
      })
    },
  )

  scenario(
    '200:no-volumes',
    'lists nothing for a server without volumes',
    async ({ compute, server }) => {
      const listed = await compute.list(server)

      listed.answers(200, { volumeAttachments: [] })
    },
  )

  scenario(
    '200:device',
    'names the device of a volume of an active server',
    async ({ compute, standing: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id, device: aDevice })
      const device = await server.deviceOf(volume)
      listed.includes('volumeAttachments', { volumeId: volume.id, device })
    },
  )

  scenario(
    '200:no-tag-yet',
    'keeps the tag to itself in versions that know no tags',
    async ({ compute, flagged: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id, tag: undefined })
    },
  )

  scenario(
    '200:tag',
    'tells the tag of a volume',
    async ({ compute, flagged: { server, volume, tag } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id, tag })
    },
  )

  scenario(
    '200:untagged',
    'tells of a volume without a tag that it has none',
    async ({ compute, standing: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id, tag: null })
    },
  )

  scenario(
    '200:no-delete-on-termination-yet',
    'keeps it to itself that a volume goes with the server in versions that do not tell',
    async ({ compute, flagged: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', {
        volumeId: volume.id,
        delete_on_termination: undefined,
      })
    },
  )

  scenario(
    '200:delete-on-termination',
    'tells that a volume is deleted with the server',
    async ({ compute, flagged: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', {
        volumeId: volume.id,
        delete_on_termination: true,
      })
    },
  )

  scenario(
    '200:kept-on-termination',
    'tells that a volume outlives the server where nothing else was asked for',
    async ({ compute, standing: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', {
        volumeId: volume.id,
        delete_on_termination: false,
      })
    },
  )

  scenario(
    '200:volume-id-as-id',
    'calls the id of the volume that of the attachment, as all versions before 2.89',
    async ({ compute, standing: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', {
        id: volume.id,
        volumeId: volume.id,
        attachment_id: undefined,
        bdm_uuid: undefined,
      })
    },
  )

  scenario(
    '200:attachment-id',
    'tells by which id Block Storage knows the attachment',
    async ({ compute, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', {
        volumeId: volume.id,
        attachment_id: attachment.id,
        id: undefined,
      })
    },
  )

  scenario(
    '200:bdm-uuid',
    'gives every attachment a record of its own, the same as when it is shown',
    async ({ compute, flagged: { server }, standing: { volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const listed = await compute.list(server)

      listed
        .answers(200)
        .tellsApart('volumeAttachments', 'bdm_uuid')
        .lacks('volumeAttachments', { bdm_uuid: volume.id })
        .lacks('volumeAttachments', { bdm_uuid: attachment.id })
      const shown = await compute.show(server, volume)
      shown.answers(200).isAmong(listed, 'volumeAttachments')
    },
  )

  scenario(
    '200:several-volumes',
    'lists every volume of a server once, and the one that it was booted from',
    async ({ compute, crowded: { server, volumes } }) => {
      const listed = await compute.list(server)

      listed.answers(200).has('volumeAttachments', volumes.length)
      for (const volume of volumes) {
        listed.includes('volumeAttachments', { volumeId: volume.id, serverId: server.id })
      }
    },
  )

  scenario(
    '200:offloaded-attachment',
    'names no device where the server is on no host that could have one',
    async ({ compute, attachedToOffloaded: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id, device: undefined })
    },
  )
})
