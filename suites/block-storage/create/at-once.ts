import { theOnlyAccepted } from '../../../fixtures/core/client/answers-at-once.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** How often the same race is run in a case. */
const ROUNDS = 5

export default operation('block-storage.create', ({ scenario }) => {
  scenario(
    '200:one-of-two-at-once',
    'reserves a volume for one of two servers for which it is asked at once',
    async ({ blockStorage, volume, rivals, attachmentIn }) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const answers = await Promise.all([
          blockStorage.create(volume, { instance_uuid: rivals[0].id }),
          blockStorage.create(volume, { instance_uuid: rivals[1].id }),
        ])

        await volume.stays('reserved')
        await volume.hasAttachments(1)
        const winner = theOnlyAccepted(answers, 200, 400) === 0 ? 0 : 1
        const reservation = attachmentIn(answers[winner])
        await reservation.is('reserved', { instance: rivals[winner].id })

        const deleted = await blockStorage.delete(reservation)
        deleted.answers(200)
        await volume.becomes('available')
      }
    },
  )
})
