import { operation } from '../../../../fixtures/block-storage/transfers/operation.ts'
import type { ScenarioKey } from '../../../../fixtures/core/case/scenario.ts'

export default operation('block-storage.accept-transfer', ({ scenario }) => {
  /** Each of these bodies is refused, and the volume is still on offer. */
  function refuses(
    key: ScenarioKey,
    title: string,
    bodies: (key: string) => readonly unknown[],
  ): void {
    scenario(key, title, async ({ stranger, offer: { volume, transfer, key } }) => {
      for (const body of bodies(key)) {
        const refused = await stranger.transfers.acceptWith(transfer, body)

        refused.answers(400)
      }
      await volume.stays('awaiting-transfer')
    })
  }

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

  refuses('400:not-an-object', 'refuses a body that is JSON and no object', (auth_key) => [
    [{ accept: { auth_key } }],
    'accept',
    7,
  ])

  refuses(
    '400:no-accept',
    'refuses a body without accept, also where the key stands in its place',
    (auth_key) => [{}, { auth_key }, { transfer: { auth_key } }],
  )

  refuses('400:unknown-wrapper', 'refuses a body with something beside accept', (auth_key) => [
    { accept: { auth_key }, lighthouse: {} },
  ])

  refuses('400:malformed-accept', 'refuses an accept that is no object', (auth_key) =>
    [null, [{ auth_key }], auth_key, 7, true].map((accept) => ({ accept })),
  )

  refuses('400:no-key', 'refuses a body without a key', () => [{ accept: {} }])

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

  refuses(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    (auth_key) => [{ accept: { auth_key, colour: 'blue' } }],
  )
})
