import { badRequest } from '../faults.ts'
import { allOf, firstOf, type Query } from '../http/query.ts'
import type { Image } from './image.ts'
import { imageView } from './image-view.ts'

const DEFAULT_LIMIT = 25
const MAX_LIMIT = 1000

/** A page of the images that a caller sees, as the query wants it. @throws Fault 400 */
export function imagePage(visible: readonly Image[], query: Query): Record<string, unknown> {
  const matching = visible.filter((image) => matches(image, query))
  const limit = limitOf(query)
  const start = startOf(matching, query)
  const page = matching.slice(start, start + limit)
  const last = page.at(-1)
  const isFull = last !== undefined && page.length === limit
  return {
    images: page.map(imageView),
    ...(isFull && { next: pathOf(query, last.id) }),
    first: pathOf(query),
    schema: '/v2/schemas/images',
  }
}

function matches(image: Image, query: Query): boolean {
  const wanted = (key: string, value: string | null) => {
    const asked = firstOf(query, key)
    return asked === undefined || asked === value
  }
  const visibility = firstOf(query, 'visibility')
  return (
    wanted('name', image.name) &&
    wanted('status', image.status) &&
    wanted('owner', image.projectId) &&
    (visibility === undefined || visibility === 'all' || visibility === image.visibility) &&
    allOf(query, 'tag').every((tag) => image.tags.includes(tag))
  )
}

function limitOf(query: Query): number {
  const asked = firstOf(query, 'limit')
  if (asked === undefined) return DEFAULT_LIMIT
  if (!/^\d+$/.test(asked)) throw badRequest('limit param must be an integer')
  return Math.min(Number(asked), MAX_LIMIT)
}

function startOf(images: readonly Image[], query: Query): number {
  const marker = firstOf(query, 'marker')
  if (marker === undefined) return 0
  const at = images.findIndex(({ id }) => id === marker)
  if (at === -1) throw badRequest('Invalid marker. Image could not be found.')
  return at + 1
}

/** The path of the list with the same query, and with another marker or none. */
function pathOf({ pairs }: Query, marker?: string): string {
  const query = new URLSearchParams()
  for (const [name, value] of pairs) if (name !== 'marker') query.append(name, value)
  if (marker !== undefined) query.append('marker', marker)
  return query.size === 0 ? '/v2/images' : `/v2/images?${query}`
}
