import type { SuiteBuilder } from '../../../../fixtures/block-storage/transfers/suite-builder.ts'
import { exactly, type List } from './listing.ts'

/** What lists are cut down to by filters, which no document names. */
export function listsFiltered({ scenario }: SuiteBuilder, list: List): void {
  scenario(
    '200:filtered-by-name',
    'lists the transfers of one name',
    async ({ transfers, offer: { transfer } }) => {
      const listed = await transfers[list]({ name: `${transfer.name}` })

      listed.answers(200, exactly(transfer))
    },
  )

  scenario(
    '200:filtered-by-volume',
    'lists the transfers of one volume',
    async ({ transfers, orderedTransfers: { middle } }) => {
      const listed = await transfers[list]({ volume_id: middle.volume.id })

      listed.answers(200, exactly(middle))
    },
  )

  scenario(
    '200:unknown-filter',
    'lists nothing for a filter that transfers do not have',
    async ({ transfers, orderedTransfers: { name } }) => {
      const listed = await transfers[list]({ name, colour: 'blue' })

      listed.asMeant().answers(200, exactly())
    },
  )
}
