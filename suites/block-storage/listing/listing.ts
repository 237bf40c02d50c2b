import type {
  Listed,
  OrderedAttachments,
} from '../../../fixtures/block-storage/block-storage-fixtures.ts'
import type { ScenarioKey } from '../../../fixtures/core/case/scenario.ts'
import type { Identified } from '../../../fixtures/core/client/channel.ts'
import type { Expected } from '../../../fixtures/core/client/expected.ts'
import type { SuiteBuilder } from '../../../fixtures/volume-attach/suite-builder.ts'

/** The two operations that list. The document says the same about both, so they share scenarios. */
export type List = 'list' | 'listDetail'

/** A body with exactly these attachments, in this order. */
export function exactly(...attachments: readonly Identified[]): Expected {
  return { attachments: attachments.map(({ id }) => ({ id })) }
}

/** Attachments or volumes in ascending order of their ids. */
export function byId<Thing extends Identified>(...things: readonly Thing[]): readonly Thing[] {
  return [...things].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Queries, and what each lists of the three attachments of an instance. */
type Listings = (
  ordered: OrderedAttachments,
) => readonly (readonly [query: Readonly<Record<string, unknown>>, listed: readonly Listed[]])[]

/** Adds scenarios in which each query lists exactly these attachments, in this order. */
export function listsWithin({ scenario }: SuiteBuilder, list: List) {
  return (key: ScenarioKey, title: string, listings: Listings): void =>
    scenario(key, title, async ({ blockStorage, orderedAttachments }) => {
      const instance_id = orderedAttachments.instance.id
      for (const [query, attachments] of listings(orderedAttachments)) {
        const listed = await blockStorage[list]({ instance_id, ...query })
        listed.answers(200, exactly(...attachments))
      }
    })
}
