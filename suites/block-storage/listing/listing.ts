import type { Identified } from '../../../fixtures/core/client/channel.ts'
import type { Expected } from '../../../fixtures/core/client/expected.ts'

/** The two operations that list: the document says the same of both, so the same is asked of both. */
export type List = 'list' | 'listDetail'

/** A body that lists these attachments in this order, and no others. */
export function exactly(...attachments: readonly Identified[]): Expected {
  return { attachments: attachments.map(({ id }) => ({ id })) }
}

/** Attachments or volumes in the ascending order of their ids. */
export function byId<Thing extends Identified>(...things: readonly Thing[]): readonly Thing[] {
  return [...things].sort((a, b) => (a.id < b.id ? -1 : 1))
}
