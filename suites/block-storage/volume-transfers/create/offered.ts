import { linksTo } from '../../../../fixtures/block-storage/transfers/links.ts'
import { operation } from '../../../../fixtures/block-storage/transfers/operation.ts'
import { aTime } from '../../../../fixtures/core/client/matchers.ts'

/** Texts that read as yes and as no. */
const WORDS = {
  true: ['true', 'YES', 'On', '1', 'y', 't'],
  false: ['False', 'no', 'OFF', '0', 'n'],
}

export default operation('block-storage.create-transfer', ({ scenario }) => {
  scenario(
    '202:offered',
    'offers an available volume and tells the key',
    async ({ transfers, volume, transferIn }) => {
      const offered = await transfers.create(volume, { name: 'to the archive' })

      const transfer = transferIn(offered)
      offered.answers(202, {
        transfer: {
          volume_id: volume.id,
          name: 'to the archive',
          created_at: aTime,
          links: linksTo(transfer),
        },
      })
      await volume.becomes('awaiting-transfer')
      await transfer.isShown({ volume_id: volume.id, name: 'to the archive' })
    },
  )

  scenario(
    '202:key',
    'tells the key with which the volume can be accepted',
    async ({ transfers, volume, keyIn, transferIn }) => {
      const offered = await transfers.create(volume)
      offered.answers(202)

      const accepted = await transfers.accept(transferIn(offered), keyIn(offered))

      accepted.answers(202)
      await volume.becomes('available')
    },
  )

  scenario(
    '202:source-project',
    'names from 3.57 on the project that offers, and none that has accepted',
    async ({ transfers, volume, project }) => {
      const offered = await transfers.create(volume)

      offered.answers(202, {
        transfer: {
          source_project_id: project.id,
          destination_project_id: null,
          accepted: false,
        },
      })
    },
  )

  scenario('202:no-projects-yet', 'names no project before 3.57', async ({ transfers, volume }) => {
    const offered = await transfers.create(volume)

    offered.answers(202, {
      transfer: {
        source_project_id: undefined,
        destination_project_id: undefined,
        accepted: undefined,
      },
    })
  })

  scenario(
    '202:nameless',
    'offers a volume without a name, or with null for one',
    async ({ transfers, volume, anotherVolume }) => {
      const nameless = await transfers.create(volume)
      const nulled = await transfers.create(anotherVolume, { name: null })

      nameless.answers(202, { transfer: { volume_id: volume.id, name: null } })
      nulled.answers(202, { transfer: { volume_id: anotherVolume.id, name: null } })
      await volume.becomes('awaiting-transfer')
      await anotherVolume.becomes('awaiting-transfer')
    },
  )

  scenario(
    '202:blanks-around-name',
    'cuts off the blanks around a name',
    async ({ transfers, volume }) => {
      const offered = await transfers.create(volume, { name: '  to the archive ' })

      offered.answers(202, { transfer: { name: 'to the archive' } })
    },
  )

  scenario(
    '202:longest-name',
    'takes a name of 255 characters, whatever their bytes',
    async ({ transfers, volume, transferIn }) => {
      const name = 'ü'.repeat(255)
      const offered = await transfers.create(volume, { name })

      offered.answers(202, { transfer: { name } })
      await transferIn(offered).isShown({ name })
    },
  )

  scenario(
    '202:with-snapshots',
    'takes the snapshots along unless it is told otherwise',
    async ({ transfers, snapshotted: { volume, snapshot } }) => {
      const offered = await transfers.create(volume)

      offered.answers(202, { transfer: { volume_id: volume.id, no_snapshots: false } })
      await volume.becomes('awaiting-transfer')
      await snapshot.stays('available')
    },
  )

  scenario(
    '202:without-snapshots',
    'leaves out snapshots, which need not be available then',
    async ({ transfers, snapshotted: { volume, snapshot }, forceSnapshot, transferIn }) => {
      await forceSnapshot(snapshot, 'error')

      const offered = await transfers.create(volume, { no_snapshots: true })

      offered.answers(202, { transfer: { volume_id: volume.id, no_snapshots: true } })
      await volume.becomes('awaiting-transfer')
      await transferIn(offered).isShown({ no_snapshots: true })
    },
  )

  scenario(
    '202:no-snapshots-in-words',
    'takes a word for no_snapshots and answers with a boolean',
    async ({ transfers, volume, transferIn }) => {
      for (const [meaning, words] of Object.entries(WORDS)) {
        for (const word of words) {
          const offered = await transfers.create(volume, { no_snapshots: word })

          offered.answers(202, { transfer: { no_snapshots: meaning === 'true' } })
          await transferIn(offered).withdraw()
        }
      }
    },
  )

  scenario(
    '202:offered-again',
    'offers a volume again whose first offer was deleted',
    async ({ transfers, withdrawn: { volume, transfer } }) => {
      const offered = await transfers.create(volume)

      offered.answers(202, { transfer: { volume_id: volume.id } })
      offered.isNot({ transfer: { id: transfer.id } })
      await volume.becomes('awaiting-transfer')
    },
  )

  scenario(
    '202:encrypted-volume',
    'offers an encrypted volume from 3.70 on',
    async ({ transfers, encryptedVolume: volume }) => {
      const offered = await transfers.create(volume)

      offered.answers(202, { transfer: { volume_id: volume.id } })
      await volume.becomes('awaiting-transfer')
    },
  )
})
