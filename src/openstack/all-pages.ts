/** How often a list is gone through anew before somebody has to look at it. */
export const MOST_BEGINNINGS = 20

/** What a target answers when the item after which a page is to begin has gone: a 400 or 404. */
export const MARKER_GONE: readonly number[] = [400, 404]

/**
 * All items of a list, whatever the target's own limit of a page is. The next page is asked for by
 * the last id of the one before, never by a link: a link may lead anywhere. A cloud may give fewer
 * items than asked for, or all of them again: only a page with nothing new is surely the last.
 * Others may remove what ends a page before the next is asked for: `page` gives undefined then, and
 * the list is begun anew. Undefined when that happened each time.
 */
export async function allPages<Item extends { readonly id: string }>(
  page: (marker: string | undefined) => Promise<readonly Item[] | undefined>,
  mostPages: number = Number.POSITIVE_INFINITY,
): Promise<Item[] | undefined> {
  for (let beginning = 0; beginning < MOST_BEGINNINGS; beginning += 1) {
    const all = await pagesOnce(page, mostPages)
    if (all !== undefined) return all
  }
  return undefined
}

async function pagesOnce<Item extends { readonly id: string }>(
  page: (marker: string | undefined) => Promise<readonly Item[] | undefined>,
  mostPages: number,
): Promise<Item[] | undefined> {
  const all = new Map<string, Item>()
  let marker: string | undefined
  for (let asked = 0; asked < mostPages; asked += 1) {
    const items = await page(marker)
    if (items === undefined) return undefined
    const fresh = items.filter(({ id }) => !all.has(id))
    if (fresh.length === 0) break
    for (const one of fresh) all.set(one.id, one)
    marker = items.at(-1)?.id
  }
  return [...all.values()]
}
