/** How often a list is gone through anew before somebody has to look at it. */
export const MOST_BEGINNINGS = 20

/** What a target answers when the item after which a page is to begin has gone: a 400 or 404. */
export const MARKER_GONE: readonly number[] = [400, 404]

/** How much of a list is asked for: a cloud that always has one more page is not listened to forever. */
export interface ListBounds {
  readonly pages: number
  readonly items: number
}

/** The items of a list as far as they were seen, and what has kept the rest from being seen. */
export interface SeenList<Item> {
  readonly items: readonly Item[]
  readonly pages: number
  /** `changing`: it did so each time; `too-long`: it has more pages or items than are asked for. */
  readonly fault?: 'changing' | 'too-long'
}

/**
 * All items of a list, whatever the target's own limit of a page is. The next page is asked for by
 * the last id of the one before, never by a link: a link may lead anywhere. A cloud may give fewer
 * items than asked for, or all of them again: only a page with nothing new is surely the last.
 * Others may remove what ends a page before the next is asked for: `page` gives undefined then, and
 * the list is begun anew. The bounds are those of all pages together, however often it was begun.
 */
export async function allPages<Item extends { readonly id: string }>(
  page: (marker: string | undefined) => Promise<readonly Item[] | undefined>,
  bounds: ListBounds,
): Promise<SeenList<Item>> {
  let pages = 0
  const counted = (marker: string | undefined) => {
    pages += 1
    return page(marker)
  }
  for (let beginning = 0; beginning < MOST_BEGINNINGS; beginning += 1) {
    const { items, end } = await pagesOnce(counted, { ...bounds, pages: bounds.pages - pages })
    if (end === 'whole') return { items, pages }
    if (end === 'too-long') return { items, pages, fault: end }
  }
  return { items: [], pages, fault: 'changing' }
}

async function pagesOnce<Item extends { readonly id: string }>(
  page: (marker: string | undefined) => Promise<readonly Item[] | undefined>,
  bounds: ListBounds,
): Promise<{ readonly items: Item[]; readonly end: 'whole' | 'changed' | 'too-long' }> {
  const all = new Map<string, Item>()
  let marker: string | undefined
  for (let asked = 0; asked < bounds.pages && all.size < bounds.items; asked += 1) {
    const items = await page(marker)
    if (items === undefined) return { items: [], end: 'changed' }
    const fresh = items.filter(({ id }) => !all.has(id))
    if (fresh.length === 0) return { items: [...all.values()], end: 'whole' }
    for (const one of fresh) all.set(one.id, one)
    marker = items.at(-1)?.id
  }
  return { items: [...all.values()], end: 'too-long' }
}
