/** How often reading a list that changes meanwhile is started again. */
export const MOST_BEGINNINGS = 20

/** The statuses of a request for a page whose marker item does not exist any more. */
export const MARKER_GONE: readonly number[] = [400, 404]

/** How much of a list is read at most: a faulty cloud may always have one more page. */
export interface ListBounds {
  readonly pages: number
  readonly items: number
}

/** The items of a list that were read, and why it was not read to its end. */
export interface SeenList<Item> {
  readonly items: readonly Item[]
  readonly pages: number
  /** `changing`: markers disappeared each time; `too-long`: it has more pages or items than the bounds. */
  readonly fault?: 'changing' | 'too-long'
}

/**
 * All items of a list, page by page. The marker of a page is the last id of the page before; links in
 * answers are not followed, as they may lead anywhere. A cloud may return fewer items than requested,
 * or items that it has returned before, so the list ends with a page that has no new item. When the
 * marker item was deleted meanwhile, `page` returns undefined and the list is read from its beginning.
 * The bounds apply to all pages together, including those of earlier beginnings.
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
