import { aDevice } from '../../../fixtures/core/client/matchers.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

const LIST = 'volumeAttachments'

/** What a list says of one volume, and what it does not say, where only a field differs. */
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
    'does not show delete_on_termination of a volume at versions without it',
    { delete_on_termination: undefined },
  ],
  [
    '200:delete-on-termination',
    'flagged',
    'shows that a volume is deleted with the server',
    { delete_on_termination: true },
  ],
  [
    '200:kept-on-termination',
    'standing',
    'shows that a volume is not deleted with the server unless that was requested',
    { delete_on_termination: false },
  ],
  [
    '200:offloaded-attachment',
    'attachedToOffloaded',
    'names no device when the server is on no host',
    { device: undefined },
  ],
] as const

export default operation('compute.list', ({ scenario }) => {
  scenario(
    '200:attached-volumes',
    'lists the volume that is attached to the server',
    async ({ compute, standing: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes(LIST, { volumeId: volume.id, serverId: server.id })
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

      listed.answers(200).includes(LIST, { volumeId: volume.id, device: aDevice })
      const device = await server.deviceOf(volume)
      listed.includes(LIST, { volumeId: volume.id, device })
    },
  )

  for (const [key, holder, title, fields] of FIELDS) {
    scenario(
      key,
      title,
      async ({ compute, [holder]: { server, volume } }) => {
        const listed = await compute.list(server)

        listed.answers(200).includes(LIST, { volumeId: volume.id, ...fields })
      },
      [holder],
    )
  }

  scenario(
    '200:tag',
    'shows the tag of a volume',
    async ({ compute, flagged: { server, volume, tag } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes(LIST, { volumeId: volume.id, tag })
    },
  )

  scenario(
    '200:volume-id-as-id',
    'shows the id of the volume as that of the attachment, as all versions before 2.89 do',
    async ({ compute, standing: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200).includes(LIST, {
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

      listed.answers(200).includes(LIST, {
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
        .tellsApart(LIST, 'bdm_uuid')
        .lacks(LIST, { bdm_uuid: volume.id })
        .lacks(LIST, { bdm_uuid: attachment.id })
      const shown = await compute.show(server, volume)
      shown.answers(200).isAmong(listed, LIST)
    },
  )

  scenario(
    '200:several-volumes',
    'lists every volume of a server once, and the one that it was booted from',
    async ({ compute, crowded: { server, volumes } }) => {
      const listed = await compute.list(server)

      listed.answers(200).has(LIST, volumes.length)
      for (const volume of volumes) {
        listed.includes(LIST, { volumeId: volume.id, serverId: server.id })
      }
    },
  )
})
