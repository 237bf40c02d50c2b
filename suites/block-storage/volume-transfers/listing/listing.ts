import type { Identified } from '../../../../fixtures/core/client/channel.ts'
import type { Expected } from '../../../../fixtures/core/client/expected.ts'

/** The two operations that list: releases do the same for both, so the same is asked of both. */
export type List = 'list' | 'listDetail'

/** A body that lists these transfers in this order, and no others. */
export function exactly(...transfers: readonly Identified[]): Expected {
  return { transfers: transfers.map(({ id }) => ({ id })) }
}
