import type { Identified } from '../../../fixtures/core/client/channel.ts'
import type { Expected } from '../../../fixtures/core/client/expected.ts'

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
