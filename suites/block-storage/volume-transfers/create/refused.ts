import { operation } from '../../../../fixtures/block-storage/transfers/operation.ts'

/** Statuses of a volume in error, of which one with the word in it is as good as another. */
const IN_ERROR = ['error', 'error_extending', 'error_restoring']

/** Statuses of a volume with which something else is done, as its owner sees them. */
const BUSY = ['backing-up', 'extending', 'maintenance', 'restoring-backup', 'retyping', 'uploading']

export default operation('block-storage.create-transfer', ({ scenario }) => {
  scenario(
    '400:awaiting-transfer',
    'refuses a volume that is offered already',
    async ({ transfers, offer: { volume, transfer } }) => {
      const refused = await transfers.create(volume)

      refused.answers(400)
      await volume.stays('awaiting-transfer')
      await transfer.isShown()
    },
  )

  scenario(
    '400:in-use',
    'refuses a volume that is in use',
    async ({ transfers, volume, completed }) => {
      const refused = await transfers.create(volume)

      refused.answers(400)
      await volume.stays('in-use')
      await completed.is('attached')
    },
  )

  scenario(
    '400:reserved',
    'refuses a volume that is reserved',
    async ({ transfers, volume, reservation }) => {
      const refused = await transfers.create(volume)

      refused.answers(400)
      await volume.stays('reserved')
      await reservation.is('reserved')
    },
  )

  for (const [key, when, statuses] of [
    ['400:volume-in-error', 'that is in error', IN_ERROR],
    ['400:volume-busy', 'with which something else is being done', BUSY],
  ] as const) {
    scenario(key, `refuses a volume ${when}`, async ({ transfers, volume, force }) => {
      for (const status of statuses) {
        await force(volume, status)

        const refused = await transfers.create(volume)

        refused.answers(400)
        await volume.stays(status)
      }
    })
  }

  scenario(
    '400:snapshot-not-available',
    'refuses a volume with a snapshot that is not available',
    async ({ transfers, snapshotted: { volume, snapshot }, forceSnapshot }) => {
      await forceSnapshot(snapshot, 'error')

      const unsaid = await transfers.create(volume)
      const said = await transfers.create(volume, { no_snapshots: false })

      unsaid.answers(400)
      said.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '400:encrypted-volume',
    'refuses an encrypted volume before 3.70',
    async ({ transfers, encryptedVolume: volume }) => {
      const refused = await transfers.create(volume)

      refused.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '400:encrypted-without-snapshots',
    'refuses an encrypted volume without its snapshots',
    async ({ transfers, encryptedVolume: volume }) => {
      const refused = await transfers.create(volume, { no_snapshots: true })

      refused.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ transfers, volume, noProject }) => {
      const refused = await transfers.create(volume, {}, { projectId: noProject })

      refused.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '403:role',
    'lets nobody offer a volume who may only read',
    async ({ reader, volume, errata }) => {
      const refused = await reader.transfers.create(volume)

      errata.settle('block-storage:transfers-role-defaults', refused)
      refused.answers(403)
      await volume.stays('available')
    },
  )

  scenario(
    '404:before-first-microversion',
    'does not exist before 3.55, whatever the body',
    async ({ transfers, errata }) => {
      const absent = await transfers.createWith({})

      errata.settle('block-storage.create-transfer:before-3.55', absent)
      absent.answers(404)
    },
  )

  scenario(
    '404:unknown-volume',
    'offers no volume that does not exist',
    async ({ transfers, noVolume }) => {
      const refused = await transfers.create(noVolume)

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-volume',
    'hides a volume from another project that wants to offer it',
    async ({ stranger, volume }) => {
      const refused = await stranger.transfers.create(volume)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '415:other-type',
    'refuses a body that is not said to be JSON',
    async ({ sending, volume }) => {
      for (const type of ['text/plain', 'application/xml']) {
        const refused = await sending(type).transfers.create(volume)

        refused.answers(415)
      }
      await volume.stays('available')
    },
  )
})
