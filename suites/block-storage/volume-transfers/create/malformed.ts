import { operation } from '../../../../fixtures/block-storage/transfers/operation.ts'
import type { ScenarioKey } from '../../../../fixtures/core/case/scenario.ts'

export default operation('block-storage.create-transfer', ({ scenario }) => {
  /** Each of these bodies is refused, and offers nothing. */
  function refuses(
    key: ScenarioKey,
    title: string,
    bodies: (volumeId: string) => readonly unknown[],
  ): void {
    scenario(key, title, async ({ transfers, volume }) => {
      for (const body of bodies(volume.id)) {
        const refused = await transfers.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
    })
  }

  scenario('400:not-json', 'refuses a body that is no JSON', async ({ transfers, volume }) => {
    const refused = await transfers.createWithText(`{"transfer": {"volume_id": "${volume.id}"`)

    refused.answers(400)
    await volume.stays('available')
  })

  refuses('400:not-an-object', 'refuses a body that is JSON and no object', (volume_id) => [
    [{ transfer: { volume_id } }],
    'transfer',
    7,
  ])

  refuses(
    '400:no-transfer',
    'refuses a body without a transfer, also where it has another name',
    (volume_id) => [{}, { offer: { volume_id } }, { transfers: [{ volume_id }] }, { volume_id }],
  )

  refuses(
    '400:unknown-wrapper',
    'refuses a body with something beside the transfer',
    (volume_id) => [{ transfer: { volume_id }, lighthouse: {} }],
  )

  refuses('400:malformed-transfer', 'refuses a transfer that is no object', (volume_id) =>
    [null, [{ volume_id }], volume_id, 7, true].map((transfer) => ({ transfer })),
  )

  refuses('400:no-volume', 'refuses a transfer that names no volume', (id) =>
    [{}, { volume_uuid: id }].map((named) => ({ transfer: { name: 'to the archive', ...named } })),
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

  refuses(
    '400:malformed-name',
    'refuses an empty list and an empty object for a name',
    (volume_id) => [[], {}].map((name) => ({ transfer: { volume_id, name } })),
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

  refuses('400:empty-name', 'refuses a name of nothing but blanks', (volume_id) =>
    ['', ' ', '\t  '].map((name) => ({ transfer: { volume_id, name } })),
  )

  refuses('400:long-name', 'refuses a name of more than 255 characters', (volume_id) =>
    ['x'.repeat(256), ` ${'ü'.repeat(256)} `].map((name) => ({ transfer: { volume_id, name } })),
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

  refuses(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    (volume_id) => [{ transfer: { volume_id, colour: 'blue' } }],
  )
})
