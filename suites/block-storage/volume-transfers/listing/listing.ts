import type { SuiteBuilder } from '../../../../fixtures/block-storage/transfers/suite-builder.ts'
import type {
  ListedTransfer,
  OrderedTransfers,
} from '../../../../fixtures/block-storage/transfers/transfer-fixtures.ts'
import type { ScenarioKey } from '../../../../fixtures/core/case/scenario.ts'
import type { Identified } from '../../../../fixtures/core/client/channel.ts'
import type { Expected } from '../../../../fixtures/core/client/expected.ts'

/** The two operations that list: releases do the same for both, so the same is asked of both. */
export type List = 'list' | 'listDetail'

/** A body that lists these transfers in this order, and no others. */
export function exactly(...transfers: readonly Identified[]): Expected {
  return { transfers: transfers.map(({ id }) => ({ id })) }
}

/** Queries, and what each lists of the three transfers of a name. */
type Listings = (
  ordered: OrderedTransfers,
) => readonly (readonly [
  query: Readonly<Record<string, unknown>>,
  listed: readonly ListedTransfer[],
])[]

/** Adds scenarios in which each query lists exactly these transfers, in this order. */
export function listsWithin({ scenario }: SuiteBuilder, list: List) {
  return (key: ScenarioKey, title: string, listings: Listings): void =>
    scenario(key, title, async ({ transfers, orderedTransfers }) => {
      const { name } = orderedTransfers
      for (const [query, expected] of listings(orderedTransfers)) {
        const listed = await transfers[list]({ name, ...query })
        listed.answers(200, exactly(...expected))
      }
    })
}
