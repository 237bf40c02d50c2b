import { z } from 'zod'
import type { ServiceKind } from '../openstack/exchange.ts'
import type { Session } from '../openstack/session.ts'
import { ask } from './ask.ts'

/** A cloud that always has one more page is not listened to forever. */
const MOST_PAGES = 100

/**
 * GETs all pages of a list. The next page is asked for by the last id of the one before, never by
 * a link: a link may lead anywhere. A cloud may give fewer items than asked for, or all of them
 * again; only a page with nothing new is the last.
 */
export async function askPages<T extends { readonly id: string }>(
  session: Session,
  question: {
    readonly service: ServiceKind
    readonly path: string
    readonly query?: Readonly<Record<string, string>>
    /** Name of the list in the document. */
    readonly list: string
    readonly item: z.ZodType<T>
  },
): Promise<T[]> {
  const { service, path, query = {}, list, item } = question
  const document = z.object({ [list]: z.array(item) })
  const found = new Map<string, T>()
  let marker: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { [list]: items = [] } = await ask(session, {
      service,
      path,
      query: { ...query, ...(marker !== undefined && { marker }) },
      schema: document,
    })
    const fresh = items.filter(({ id }) => !found.has(id))
    if (fresh.length === 0) break
    for (const one of fresh) found.set(one.id, one)
    marker = items.at(-1)?.id
  }
  return [...found.values()]
}
