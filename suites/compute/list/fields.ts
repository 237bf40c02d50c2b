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
    async ({ compute, bareServer }) => {
      const listed = await compute.list(bareServer)

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
    'does not show the tag at versions without tags',
    async ({ compute, flagged: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id, tag: undefined })
    },
  )

  scenario(
    '200:tag',
    'shows the tag of a volume',
    async ({ compute, flagged: { server, volume, tag } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id, tag })
    },
  )

  scenario(
    '200:untagged',
    'shows null as the tag of a volume without one',
    async ({ compute, standing: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id, tag: null })
    },
  )

  scenario(
    '200:no-delete-on-termination-yet',
    'does not show delete_on_termination of a volume at versions without it',
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
    'shows that a volume is deleted with the server',
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
    'shows that a volume is not deleted with the server unless that was requested',
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
    'shows the id of the volume as that of the attachment, as all versions before 2.89 do',
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
    'shows the id of the attachment in Block Storage',
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
    'has a separate record for every attachment, listed as it is shown',
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
    'names no device when the server is on no host',
    async ({ compute, attachedToOffloaded: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id, device: undefined })
    },
  )
})
