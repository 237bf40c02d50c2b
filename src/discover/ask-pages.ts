import { z } from 'zod'
import type { ServiceKind } from '../openstack/exchange.ts'
import type { Session } from '../openstack/session.ts'
import { ask } from './ask.ts'
import { DiscoveryError, UnexpectedStatus } from './discovery-error.ts'

/** A cloud that always has one more page is not listened to forever. */
const MOST_PAGES = 100

/** How often a list is gone through anew before somebody has to look at it. */
const MOST_BEGINNINGS = 20

/** What a target answers when the item after which a page is to begin has gone. */
const GONE = [400, 404]

interface PagedList<T extends { readonly id: string }> {
  readonly service: ServiceKind
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Name of the list in the document. */
  readonly list: string
  readonly item: z.ZodType<T>
}

/**
 * GETs all pages of a list. The next page is asked for by the last id of the one before, never by
 * a link: a link may lead anywhere. A cloud may give fewer items than asked for, or all of them
 * again; only a page with nothing new is the last. Others may remove what ends a page before the
 * next is asked for, and the list is begun anew then. Throws what {@link ask} throws.
 */
export async function askPages<T extends { readonly id: string }>(
  session: Session,
  question: PagedList<T>,
): Promise<T[]> {
  for (let beginning = 0; beginning < MOST_BEGINNINGS; beginning += 1) {
    const all = await askPagesOnce(session, question)
    if (all !== undefined) return all
  }
  throw new DiscoveryError(
    `the list ${question.path} changed ${MOST_BEGINNINGS} times while it was gone through`,
    'try again when it changes less',
  )
}

/** Undefined when an item that ended a page was removed meanwhile. */
async function askPagesOnce<T extends { readonly id: string }>(
  session: Session,
  { service, path, query = {}, list, item }: PagedList<T>,
): Promise<T[] | undefined> {
  const schema = z.object({ [list]: z.array(item) })
  const found = new Map<string, T>()
  let marker: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = { ...query, ...(marker !== undefined && { marker }) }
    try {
      const { [list]: items = [] } = await ask(session, { service, path, query: asked, schema })
      const fresh = items.filter(({ id }) => !found.has(id))
      if (fresh.length === 0) break
      for (const one of fresh) found.set(one.id, one)
      marker = items.at(-1)?.id
    } catch (error) {
      const isGone = error instanceof UnexpectedStatus && GONE.includes(error.status)
      if (isGone && marker !== undefined) return undefined
      throw error
    }
  }
  return [...found.values()]
}
