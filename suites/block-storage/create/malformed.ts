import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('block-storage.create', ({ scenario }) => {
  scenario('400:not-json', 'refuses a body that is not JSON', async ({ blockStorage, volume }) => {
    const refused = await blockStorage.createWithText(
      `{"attachment": {"volume_uuid": "${volume.id}"`,
    )

    refused.answers(400)
    await volume.stays('available')
  })

  scenario(
    '400:not-an-object',
    'refuses a body that is JSON but not an object',
    async ({ blockStorage, volume }) => {
      for (const body of [[{ attachment: { volume_uuid: volume.id } }], 'attachment', 7]) {
        const refused = await blockStorage.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  scenario(
    '400:no-attachment',
    'refuses a body without an attachment, also where it has another name',
    async ({ blockStorage, volume }) => {
      const wanted = { volume_uuid: volume.id }
      for (const body of [{}, { attachement: wanted }, { attachments: [wanted] }, wanted]) {
        const refused = await blockStorage.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '400:unknown-wrapper',
    'refuses a body with another property beside the attachment',
    async ({ blockStorage, volume }) => {
      const refused = await blockStorage.createWith({
        attachment: { volume_uuid: volume.id },
        lighthouse: {},
      })

      refused.answers(400)
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '400:malformed-attachment',
    'refuses an attachment that is not an object',
    async ({ blockStorage, volume }) => {
      for (const attachment of [null, [{ volume_uuid: volume.id }], volume.id, 7, true]) {
        const refused = await blockStorage.createWith({ attachment })

        refused.answers(400)
      }
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '400:no-volume',
    'refuses a body that names no volume',
    async ({ blockStorage, volume, noServer }) => {
      for (const named of [{}, { volume_id: volume.id }]) {
        const refused = await blockStorage.createWith({
          attachment: { instance_uuid: noServer.id, ...named },
        })

        refused.answers(400)
      }
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '400:malformed-volume',
    'refuses an id of a volume that is not a UUID',
    async ({ blockStorage, volume, broken }) => {
      const valid = { attachment: { volume_uuid: volume.id } }
      for (const { body } of broken(valid, '/attachment/volume_uuid')) {
        const refused = await blockStorage.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '400:malformed-instance',
    'refuses an id of a server that is not a UUID',
    async ({ blockStorage, volume, noServer, broken }) => {
      const valid = { attachment: { volume_uuid: volume.id, instance_uuid: noServer.id } }
      for (const { body } of broken(valid, '/attachment/instance_uuid')) {
        const refused = await blockStorage.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '400:malformed-connector',
    'refuses a connector that is not an object',
    async ({ blockStorage, volume, noServer, connector, broken }) => {
      const valid = {
        attachment: { volume_uuid: volume.id, instance_uuid: noServer.id, connector },
      }
      for (const { body } of broken(valid, '/attachment/connector')) {
        const refused = await blockStorage.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
      await volume.hasNoAttachment()
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
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '400:mode-too-early',
    'refuses a mode before 3.54',
    async ({ blockStorage, volume, noServer }) => {
      for (const mode of ['ro', 'rw']) {
        const refused = await blockStorage.create(volume, { instance_uuid: noServer.id, mode })

        refused.answers(400)
      }
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '400:malformed-mode',
    'refuses a mode that is neither of the two',
    async ({ blockStorage, volume, noServer, broken }) => {
      const valid = {
        attachment: { volume_uuid: volume.id, instance_uuid: noServer.id, mode: 'ro' },
      }
      for (const { body } of broken(valid, '/attachment/mode')) {
        const refused = await blockStorage.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )
})
