import { aDevice } from '../../../fixtures/core/client/matchers.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('compute.show', ({ scenario }) => {
  scenario(
    '200:attached-volume',
    'shows the attachment of an attached volume',
    async ({ compute, standing: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: server.id } })
    },
  )

  scenario(
    '200:device',
    'names the device of a volume of an active server',
    async ({ compute, standing: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, { volumeAttachment: { device: aDevice } })
    },
  )

  scenario(
    '200:no-tag-yet',
    'keeps the tag to itself in versions that know no tags',
    async ({ compute, flagged: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, { volumeAttachment: { volumeId: volume.id, tag: undefined } })
    },
  )

  scenario(
    '200:tag',
    'tells the tag of the volume',
    async ({ compute, flagged: { server, volume, tag } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, { volumeAttachment: { volumeId: volume.id, tag } })
    },
  )

  scenario(
    '200:untagged',
    'tells of a volume without a tag that it has none',
    async ({ compute, standing: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, { volumeAttachment: { volumeId: volume.id, tag: null } })
    },
  )

  scenario(
    '200:no-delete-on-termination-yet',
    'keeps it to itself that the volume goes with the server in versions that do not tell',
    async ({ compute, flagged: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, {
        volumeAttachment: { volumeId: volume.id, delete_on_termination: undefined },
      })
    },
  )

  scenario(
    '200:delete-on-termination',
    'tells that the volume is deleted with the server',
    async ({ compute, flagged: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, { volumeAttachment: { volumeId: volume.id, delete_on_termination: true } })
    },
  )

  scenario(
    '200:kept-on-termination',
    'tells that the volume outlives the server where nothing else was asked for',
    async ({ compute, standing: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, {
        volumeAttachment: { volumeId: volume.id, delete_on_termination: false },
      })
    },
  )

  scenario(
    '200:volume-id-as-id',
    'calls the id of the volume that of the attachment, as all versions before 2.89',
    async ({ compute, standing: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, {
        volumeAttachment: { id: volume.id, attachment_id: undefined, bdm_uuid: undefined },
      })
    },
  )

  scenario(
    '200:attachment-id',
    'tells by which id Block Storage knows the attachment',
    async ({ compute, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const shown = await compute.show(server, volume)

      shown.answers(200, { volumeAttachment: { attachment_id: attachment.id, id: undefined } })
    },
  )

  scenario(
    '200:same-as-listed',
    'shows what is listed, field for field',
    async ({ compute, flagged: { server, volume }, standing }) => {
      const listed = await compute.list(server)

      for (const attached of [volume, standing.volume]) {
        const shown = await compute.show(server, attached)
        shown.answers(200).isAmong(listed.answers(200), 'volumeAttachments')
      }
    },
  )

  scenario(
    '200:bdm-uuid',
    'tells of a record of the attachment that is neither the volume nor its attachment',
    async ({ compute, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const shown = await compute.show(server, volume)

      shown
        .answers(200)
        .isNot({ volumeAttachment: { bdm_uuid: volume.id } })
        .isNot({ volumeAttachment: { bdm_uuid: attachment.id } })
    },
  )

  scenario(
    '200:one-of-several',
    'shows each volume of a server that has several',
    async ({ compute, crowded: { server, volumes } }) => {
      for (const volume of volumes) {
        const shown = await compute.show(server, volume)
        shown.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: server.id } })
      }
    },
  )

  scenario(
    '200:offloaded-attachment',
    'names no device where the server is on no host that could have one',
    async ({ compute, attachedToOffloaded: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, { volumeAttachment: { volumeId: volume.id, device: undefined } })
    },
  )
})
