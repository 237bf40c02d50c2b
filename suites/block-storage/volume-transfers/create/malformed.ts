import { operation } from '../../../../fixtures/block-storage/transfers/operation.ts'

export default operation('block-storage.create-transfer', ({ scenario }) => {
  scenario('400:not-json', 'refuses a body that is no JSON', async ({ transfers, volume }) => {
    const refused = await transfers.createWithText(`{"transfer": {"volume_id": "${volume.id}"`)

    refused.answers(400)
    await volume.stays('available')
  })

  scenario(
    '400:not-an-object',
    'refuses a body that is JSON and no object',
    async ({ transfers, volume }) => {
      for (const body of [[{ transfer: { volume_id: volume.id } }], 'transfer', 7]) {
        const refused = await transfers.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  scenario(
    '400:no-transfer',
    'refuses a body without a transfer, also where it has another name',
    async ({ transfers, volume }) => {
      const wanted = { volume_id: volume.id }
      for (const body of [{}, { offer: wanted }, { transfers: [wanted] }, wanted]) {
        const refused = await transfers.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  scenario(
    '400:unknown-wrapper',
    'refuses a body with something beside the transfer',
    async ({ transfers, volume }) => {
      const refused = await transfers.createWith({
        transfer: { volume_id: volume.id },
        lighthouse: {},
      })

      refused.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '400:malformed-transfer',
    'refuses a transfer that is no object',
    async ({ transfers, volume }) => {
      for (const transfer of [null, [{ volume_id: volume.id }], volume.id, 7, true]) {
        const refused = await transfers.createWith({ transfer })

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  scenario(
    '400:no-volume',
    'refuses a transfer that names no volume',
    async ({ transfers, volume }) => {
      for (const named of [{}, { volume_uuid: volume.id }]) {
        const refused = await transfers.createWith({
          transfer: { name: 'to the archive', ...named },
        })

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  scenario(
    '400:malformed-volume',
    'refuses an id of a volume that is no UUID',
    async ({ transfers, volume, broken }) => {
      const valid = { transfer: { volume_id: volume.id } }
      for (const { body } of broken(valid, '/transfer/volume_id')) {
        const refused = await transfers.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  scenario(
    '400:malformed-name',
    'refuses an empty list and an empty object for a name',
    async ({ transfers, volume }) => {
      for (const name of [[], {}]) {
        const refused = await transfers.createWith({ transfer: { volume_id: volume.id, name } })

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  scenario(
    '400:name-no-text',
    'refuses a name that is neither a text nor null',
    async ({ transfers, volume, errata }) => {
      for (const name of [7, true, ['to the archive'], { is: 'to the archive' }]) {
        const refused = await transfers.createWith({ transfer: { volume_id: volume.id, name } })

        await volume.stays('available')
        errata.settle('block-storage.create-transfer:name-no-text', refused)
        refused.answers(400)
      }
    },
  )

  scenario(
    '400:empty-name',
    'refuses a name of nothing but blanks',
    async ({ transfers, volume }) => {
      for (const name of ['', ' ', '\t  ']) {
        const refused = await transfers.create(volume, { name })

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  scenario(
    '400:long-name',
    'refuses a name of more than 255 characters',
    async ({ transfers, volume }) => {
      for (const name of ['x'.repeat(256), ` ${'ü'.repeat(256)} `]) {
        const refused = await transfers.create(volume, { name })

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  scenario(
    '400:malformed-no-snapshots',
    'refuses what is no boolean for no_snapshots',
    async ({ transfers, volume, broken }) => {
      const valid = { transfer: { volume_id: volume.id, no_snapshots: true } }
      for (const { body } of broken(valid, '/transfer/no_snapshots')) {
        const refused = await transfers.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  scenario(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    async ({ transfers, volume }) => {
      const refused = await transfers.createWith({
        transfer: { volume_id: volume.id, colour: 'blue' },
      })

      refused.answers(400)
      await volume.stays('available')
    },
  )
})
