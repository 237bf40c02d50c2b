import { operation } from '../../fixtures/scenario.ts'

export default operation('block-storage.complete', ({ scenario }) => {
  scenario(
    '204:completed',
    'completes an attachment, after which the volume is in use',
    async ({ blockStorage, volume, connection }) => {
      const completed = await blockStorage.complete(connection)

      completed.answers(204)
      await connection.is('attached')
      await volume.stays('in-use')
    },
  )

  scenario(
    '400:unknown-action',
    'refuses an action that it does not know',
    async ({ blockStorage, connection }) => {
      const refused = await blockStorage.completeWith(connection, { 'os-forget': {} })

      refused.answers(400)
      await connection.is('attaching')
    },
  )

  scenario(
    '400:no-action',
    'refuses a body that names no action',
    async ({ blockStorage, connection }) => {
      const refused = await blockStorage.completeWith(connection, {})

      refused.answers(400)
      await connection.is('attaching')
    },
  )

  scenario(
    '404:unknown-attachment',
    'completes no attachment that does not exist',
    async ({ blockStorage, noAttachment }) => {
      const refused = await blockStorage.complete(noAttachment)

      refused.answers(404)
    },
  )
})
