import { aDevice } from '../../../fixtures/core/client/matchers.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** What is shown of a volume, and what is not, where only a field differs. */
const FIELDS = [
  [
    '200:no-tag-yet',
    'flagged',
    'does not show the tag at versions without tags',
    { tag: undefined },
  ],
  ['200:untagged', 'standing', 'shows null as the tag of a volume without one', { tag: null }],
  [
    '200:no-delete-on-termination-yet',
    'flagged',
    'does not show delete_on_termination of the volume at versions without it',
    { delete_on_termination: undefined },
  ],
  [
    '200:delete-on-termination',
    'flagged',
    'shows that the volume is deleted with the server',
    { delete_on_termination: true },
  ],
  [
    '200:kept-on-termination',
    'standing',
    'shows that the volume is not deleted with the server unless that was requested',
    { delete_on_termination: false },
  ],
  [
    '200:offloaded-attachment',
    'attachedToOffloaded',
    'names no device when the server is on no host',
    { device: undefined },
  ],
] as const

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

  for (const [key, holder, title, fields] of FIELDS) {
    scenario(
      key,
      title,
      async ({ compute, [holder]: { server, volume } }) => {
        const shown = await compute.show(server, volume)

        shown.answers(200, { volumeAttachment: { volumeId: volume.id, ...fields } })
      },
      [holder],
    )
  }

  scenario(
    '200:tag',
    'shows the tag of the volume',
    async ({ compute, flagged: { server, volume, tag } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, { volumeAttachment: { volumeId: volume.id, tag } })
    },
  )

  scenario(
    '200:volume-id-as-id',
    'shows the id of the volume as that of the attachment, as all versions before 2.89 do',
    async ({ compute, standing: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, {
        volumeAttachment: { id: volume.id, attachment_id: undefined, bdm_uuid: undefined },
      })
    },
  )

  scenario(
    '200:attachment-id',
    'shows the id of the attachment in Block Storage',
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
    'shows the id of a record that is neither that of the volume nor that of its attachment',
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
})
