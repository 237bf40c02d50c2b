import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Bodies that break the schema. They are refused for every persona, also when an update is a swap. */
export default operation('compute.update', ({ scenario }) => {
  scenario(
    '400:no-body',
    'refuses an update without a body',
    async ({ compute, standing: { server, volume } }) => {
      for (const text of [undefined, '']) {
        const refused = await compute.updateWithText(server, volume, text)

        refused.answers(400)
      }
    },
  )

  scenario(
    '400:not-json',
    'refuses a body that is not JSON',
    async ({ compute, standing: { server, volume } }) => {
      const cut = `{"volumeAttachment": {"volumeId": "${volume.id}"`
      for (const text of [cut, 'volumeId']) {
        const refused = await compute.updateWithText(server, volume, text)

        refused.answers(400)
      }
    },
  )

  scenario(
    '400:no-object',
    'refuses a body that is JSON but not an object',
    async ({ compute, standing: { server, volume } }) => {
      for (const body of [[], [{ volumeAttachment: { volumeId: volume.id } }], null, 'x', 7]) {
        const refused = await compute.updateWith(server, volume, body)

        refused.answers(400)
      }
    },
  )

  scenario(
    '400:no-volume-attachment',
    'refuses a body without volumeAttachment',
    async ({ compute, standing: { server, volume } }) => {
      const fields = { volumeId: volume.id }
      for (const body of [{}, fields, { volumeattachment: fields }]) {
        const refused = await compute.updateWith(server, volume, body)

        refused.answers(400)
      }
    },
  )

  scenario(
    '400:key-beside-volume-attachment',
    'refuses a body with another key beside volumeAttachment',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.updateWith(server, volume, {
        volumeAttachment: { volumeId: volume.id },
        colour: 'blue',
      })

      refused.answers(400)
    },
  )

  scenario(
    '400:malformed-volume-attachment',
    'refuses a volumeAttachment that is not an object',
    async ({ compute, standing: { server, volume } }) => {
      for (const volumeAttachment of [null, [], [{ volumeId: volume.id }], volume.id, 7]) {
        const refused = await compute.updateWith(server, volume, { volumeAttachment })

        refused.answers(400)
      }
    },
  )

  scenario(
    '400:no-volume-id',
    'refuses a body that names no volume',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.updateWith(server, volume, { volumeAttachment: {} })

      refused.answers(400)
    },
  )

  scenario(
    '400:malformed-volume-id',
    'refuses anything but a UUID as the id of the volume',
    async ({ compute, broken, standing: { server, volume } }) => {
      const valid = { volumeAttachment: { volumeId: volume.id } }
      for (const { body } of broken(valid, '/volumeAttachment/volumeId')) {
        const refused = await compute.updateWith(server, volume, body)

        refused.answers(400)
      }
    },
  )

  scenario(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.updateWith(server, volume, {
        volumeAttachment: { volumeId: volume.id, colour: 'blue' },
      })

      refused.answers(400)
      await server.lists(volume)
    },
  )

  scenario(
    '400:fields-of-answers',
    'refuses fields of an attachment that only answers have',
    async ({ compute, attached: { server, volume } }) => {
      const behind = await volume.attachmentOf(server)
      for (const field of [{ attachment_id: behind.id }, { bdm_uuid: behind.id }]) {
        const refused = await compute.updateWith(server, volume, {
          volumeAttachment: { volumeId: volume.id, ...field },
        })

        refused.answers(400)
      }
      await server.lists(volume)
    },
  )

  scenario(
    '400:delete-on-termination-too-early',
    'refuses delete_on_termination before 2.85',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.update(server, volume, { delete_on_termination: true })

      refused.answers(400)
      await server.shows(volume, { delete_on_termination: false })
    },
  )

  scenario(
    '400:fields-too-early',
    'refuses all other fields of an attachment before 2.85',
    async ({ compute, standing: { server, volume } }) => {
      const device = await server.deviceOf(volume)
      const fields = [{ device }, { tag: 'ledger' }, { id: volume.id }, { serverId: server.id }]
      for (const field of fields) {
        const refused = await compute.update(server, volume, field)

        refused.answers(400)
      }
      await server.lists(volume)
    },
  )

  scenario(
    '400:malformed-device',
    'refuses a device that is not the name of a device',
    async ({ compute, broken, standing: { server, volume } }) => {
      const device = await server.deviceOf(volume)
      const valid = { volumeAttachment: { volumeId: volume.id, device } }
      for (const { body } of broken(valid, '/volumeAttachment/device')) {
        const refused = await compute.updateWith(server, volume, body)

        refused.answers(400)
      }
      await server.shows(volume, { device })
    },
  )

  scenario(
    '400:malformed-tag',
    'refuses a tag that no device can have',
    async ({ compute, broken, standing: { server, volume } }) => {
      const valid = { volumeAttachment: { volumeId: volume.id, tag: 'ledger' } }
      for (const { body } of broken(valid, '/volumeAttachment/tag')) {
        const refused = await compute.updateWith(server, volume, body)

        refused.answers(400)
      }
      await server.shows(volume, { tag: null })
    },
  )

  scenario(
    '400:malformed-delete-on-termination',
    'refuses a delete_on_termination that is neither true nor false',
    async ({ compute, broken, standing: { server, volume } }) => {
      const valid = { volumeAttachment: { volumeId: volume.id, delete_on_termination: false } }
      for (const { body } of broken(valid, '/volumeAttachment/delete_on_termination')) {
        const refused = await compute.updateWith(server, volume, body)

        refused.answers(400)
      }
      await server.shows(volume, { delete_on_termination: false })
    },
  )

  scenario(
    '400:malformed-server-id',
    'refuses a serverId that is not a UUID',
    async ({ compute, broken, standing: { server, volume } }) => {
      const valid = { volumeAttachment: { volumeId: volume.id, serverId: server.id } }
      for (const { body } of broken(valid, '/volumeAttachment/serverId')) {
        const refused = await compute.updateWith(server, volume, body)

        refused.answers(400)
      }
    },
  )

  scenario(
    '400:malformed-id',
    'refuses an id that is not a UUID',
    async ({ compute, broken, standing: { server, volume } }) => {
      const valid = { volumeAttachment: { volumeId: volume.id, id: volume.id } }
      for (const { body } of broken(valid, '/volumeAttachment/id')) {
        const refused = await compute.updateWith(server, volume, body)

        refused.answers(400)
      }
    },
  )
})
