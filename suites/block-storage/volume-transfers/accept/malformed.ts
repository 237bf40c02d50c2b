import { operation } from '../../../../fixtures/block-storage/transfers/operation.ts'

export default operation('block-storage.accept-transfer', ({ scenario }) => {
  scenario(
    '400:not-json',
    'refuses a body that is no JSON',
    async ({ stranger, offer: { volume, transfer, key } }) => {
      const refused = await stranger.transfers.acceptWithText(
        transfer,
        `{"accept": {"auth_key": "${key}"`,
      )

      refused.answers(400)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '400:not-an-object',
    'refuses a body that is JSON and no object',
    async ({ stranger, offer: { volume, transfer, key } }) => {
      for (const body of [[{ accept: { auth_key: key } }], 'accept', 7]) {
        const refused = await stranger.transfers.acceptWith(transfer, body)

        refused.answers(400)
      }
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '400:no-accept',
    'refuses a body without accept, also where the key stands in its place',
    async ({ stranger, offer: { volume, transfer, key } }) => {
      for (const body of [{}, { auth_key: key }, { transfer: { auth_key: key } }]) {
        const refused = await stranger.transfers.acceptWith(transfer, body)

        refused.answers(400)
      }
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '400:unknown-wrapper',
    'refuses a body with something beside accept',
    async ({ stranger, offer: { volume, transfer, key } }) => {
      const refused = await stranger.transfers.acceptWith(transfer, {
        accept: { auth_key: key },
        lighthouse: {},
      })

      refused.answers(400)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '400:malformed-accept',
    'refuses an accept that is no object',
    async ({ stranger, offer: { volume, transfer, key } }) => {
      for (const accept of [null, [{ auth_key: key }], key, 7, true]) {
        const refused = await stranger.transfers.acceptWith(transfer, { accept })

        refused.answers(400)
      }
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '400:no-key',
    'refuses a body without a key',
    async ({ stranger, offer: { volume, transfer } }) => {
      const refused = await stranger.transfers.acceptWith(transfer, { accept: {} })

      refused.answers(400)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '400:malformed-key',
    'refuses a key that is neither a text nor a whole number',
    async ({ stranger, offer: { volume, transfer, key }, broken }) => {
      for (const { body } of broken({ accept: { auth_key: key } }, '/accept/auth_key')) {
        const refused = await stranger.transfers.acceptWith(transfer, body)

        refused.answers(400)
      }
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    async ({ stranger, offer: { volume, transfer, key } }) => {
      const refused = await stranger.transfers.acceptWith(transfer, {
        accept: { auth_key: key, colour: 'blue' },
      })

      refused.answers(400)
      await volume.stays('awaiting-transfer')
    },
  )
})
