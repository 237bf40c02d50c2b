import type { SuiteBuilder } from '../../../../fixtures/block-storage/transfers/suite-builder.ts'
import { exactly, type List } from './listing.ts'

/** Whose transfers are listed, and to whom. */
export function listsProjects({ scenario }: SuiteBuilder, list: List): void {
  scenario(
    '200:own-project-only',
    'lists no transfer of another project',
    async ({ transfers, orderedTransfers: { name, ...own }, foreignTransfer }) => {
      const listed = await transfers[list]()

      listed.answers(200)
      listed.includes('transfers', { id: own.newest.id })
      listed.lacks('transfers', { id: foreignTransfer.id })
    },
  )

  scenario(
    '200:accepted-no-more',
    'lists no transfer that has been accepted, to neither project',
    async ({ transfers, acceptedTransfer }) => {
      const listed = await transfers[list]()

      listed.answers(200)
      listed.lacks('transfers', { id: acceptedTransfer.id })
    },
  )

  scenario(
    '200:by-reader',
    'lists the transfers of the project for a reader',
    async ({ reader, orderedTransfers: { newest } }) => {
      const listed = await reader.transfers[list]()

      listed.answers(200)
      listed.includes('transfers', { id: newest.id })
    },
  )

  scenario(
    '200:without-project-in-path',
    'lists the transfers of the project whose token it is when the path names none',
    async ({ transfers, orderedTransfers: { newest } }) => {
      const listed = await transfers[list](undefined, { projectId: null })

      listed.answers(200)
      listed.includes('transfers', { id: newest.id })
    },
  )

  scenario(
    '200:all-tenants',
    'lists the transfers of every project for an administrator who asks for them',
    async ({ admin, orderedTransfers: { newest }, foreignTransfer }) => {
      const listed = await admin.transfers[list]({ all_tenants: '1' })

      listed.answers(200)
      listed.includes('transfers', { id: newest.id })
      listed.includes('transfers', { id: foreignTransfer.id })
    },
  )

  scenario(
    '200:all-tenants-of-no',
    'lists one project only for an administrator who says no to all',
    async ({ admin, foreignTransfer }) => {
      for (const no of ['0', 'false', 'no', '']) {
        const listed = await admin.transfers[list]({ all_tenants: no })

        listed.answers(200)
        listed.lacks('transfers', { id: foreignTransfer.id })
      }
    },
  )

  scenario(
    '200:all-tenants-by-member',
    'lists the own project only for a member who asks for every project',
    async ({ transfers, orderedTransfers: { newest }, foreignTransfer }) => {
      const listed = await transfers[list]({ all_tenants: '1' })

      listed.answers(200)
      listed.includes('transfers', { id: newest.id })
      listed.lacks('transfers', { id: foreignTransfer.id })
    },
  )

  scenario(
    '200:no-transfers',
    'lists nothing where there is nothing to list',
    async ({ transfers, noVolume }) => {
      const listed = await transfers[list]({ volume_id: noVolume.id })

      listed.answers(200, exactly())
    },
  )
}
