import { z } from 'zod'
import { allPages, type ListBounds, MARKER_GONE, MOST_BEGINNINGS } from '../openstack/all-pages.ts'
import type { ServiceKind } from '../openstack/exchange.ts'
import { ask } from './ask.ts'
import type { Asker } from './asker.ts'
import { DiscoveryError, UnexpectedStatus } from './discovery-error.ts'

/** The limits of a list in discovery: of a longer list, only the first items are used. */
const BOUNDS: ListBounds = { pages: 100, items: 50_000 }

/** GETs all pages of a list. Throws what {@link ask} throws. */
export async function askPages<T extends { readonly id: string }>(
  session: Asker,
  question: {
    readonly service: ServiceKind
    readonly path: string
    readonly query?: Readonly<Record<string, string>>
    /** Name of the list in the document. */
    readonly list: string
    readonly item: z.ZodType<T>
  },
): Promise<T[]> {
  const { service, path, list, item } = question
  const schema = z.object({ [list]: z.array(item) })
  const { items, fault } = await allPages(async (marker) => {
    const query = { ...question.query, ...(marker !== undefined && { marker }) }
    try {
      return (await ask(session, { service, path, query, schema }))[list] ?? []
    } catch (error) {
      if (marker !== undefined && isGone(error)) return undefined
      throw error
    }
  }, BOUNDS)
  if (fault !== 'changing') return [...items]
  throw new DiscoveryError(
    `the list ${path} changed ${MOST_BEGINNINGS} times while it was gone through`,
    'try again when it changes less',
  )
}

function isGone(error: unknown): boolean {
  return error instanceof UnexpectedStatus && MARKER_GONE.includes(error.status)
}
