import { linksTo } from '../../../fixtures/block-storage/transfers/links.ts'
import { operation } from '../../../fixtures/block-storage/transfers/operation.ts'
import { aTime } from '../../../fixtures/core/client/matchers.ts'

export default operation('block-storage.show-transfer', ({ scenario }) => {
  scenario(
    '200:shown',
    'shows a transfer with its volume and its name',
    async ({ transfers, offer: { volume, transfer } }) => {
      const shown = await transfers.show(transfer)

      shown.answers(200, {
        transfer: {
          id: transfer.id,
          volume_id: volume.id,
          name: transfer.name,
          created_at: aTime,
          links: linksTo(transfer),
        },
      })
    },
  )

  scenario(
    '200:no-key',
    'shows the key of a transfer to nobody',
    async ({ transfers, offer: { transfer } }) => {
      const shown = await transfers.show(transfer)

      shown.answers(200, { transfer: { auth_key: undefined } })
    },
  )

  scenario(
    '200:projects',
    'shows from 3.57 on the project that offers, and none that has accepted',
    async ({ transfers, offer: { transfer }, project }) => {
      const shown = await transfers.show(transfer)

      shown.answers(200, {
        transfer: {
          source_project_id: project.id,
          destination_project_id: null,
          accepted: false,
        },
      })
    },
  )

  scenario(
    '200:no-snapshots',
    'shows whether the snapshots are left out',
    async ({ transfers, offer, offerWithoutSnapshots }) => {
      const along = await transfers.show(offer.transfer)
      const left = await transfers.show(offerWithoutSnapshots.transfer)

      along.answers(200, { transfer: { no_snapshots: false } })
      left.answers(200, { transfer: { no_snapshots: true } })
    },
  )

  scenario(
    '200:nameless',
    'shows a transfer that has no name',
    async ({ transfers, offerWithoutSnapshots: { transfer } }) => {
      const shown = await transfers.show(transfer)

      shown.answers(200, { transfer: { id: transfer.id, name: null } })
    },
  )

  scenario(
    '200:by-reader',
    'shows a transfer to a reader',
    async ({ reader, offer: { transfer } }) => {
      const shown = await reader.transfers.show(transfer)

      shown.answers(200, { transfer: { id: transfer.id } })
    },
  )

  scenario(
    '200:foreign-transfer-by-admin',
    'shows an administrator a transfer of another project',
    async ({ admin, foreignTransfer }) => {
      const shown = await admin.transfers.show(foreignTransfer)

      shown.answers(200, { transfer: { id: foreignTransfer.id } })
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ transfers, offer: { transfer }, noProject }) => {
      const refused = await transfers.show(transfer, { projectId: noProject })

      refused.answers(400)
    },
  )

  scenario(
    '403:role',
    'shows nothing to a role that grants nothing',
    async ({ guest, offer: { transfer }, errata }) => {
      const refused = await guest.transfers.show(transfer)

      errata.settle('block-storage:transfers-reading-role', refused)
      refused.answers(403)
    },
  )

  scenario(
    '404:before-first-microversion',
    'does not exist before 3.55',
    async ({ transfers, orderedTransfers: { newest }, errata }) => {
      const absent = await transfers.show(newest)

      errata.settle('block-storage:transfers-before-3.55', absent)
      absent.answers(404)
    },
  )

  scenario(
    '404:unknown-transfer',
    'finds no transfer that does not exist',
    async ({ transfers, noTransfer }) => {
      const refused = await transfers.show(noTransfer)

      refused.answers(404)
    },
  )

  scenario('404:id-no-uuid', 'finds no transfer whose id is no UUID', async ({ transfers }) => {
    const refused = await transfers.show({ id: 'somewhere' })

    refused.answers(404)
  })

  scenario(
    '404:deleted',
    'finds no transfer that has been deleted',
    async ({ transfers, withdrawn: { transfer } }) => {
      const refused = await transfers.show(transfer)

      refused.answers(404)
    },
  )

  scenario(
    '404:accepted',
    'finds no transfer that has been accepted',
    async ({ transfers, acceptedTransfer }) => {
      const refused = await transfers.show(acceptedTransfer)

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-transfer',
    'hides a transfer from other projects',
    async ({ stranger, offer: { transfer } }) => {
      const refused = await stranger.transfers.show(transfer)

      refused.answers(404)
    },
  )
})
