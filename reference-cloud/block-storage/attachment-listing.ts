import { badRequest, notFound } from '../faults.ts'
import type { Query } from '../http/query.ts'
import { isAdmin } from '../identity/caller.ts'
import { type Call, since } from './call.ts'
import { ATTACHMENT_FILTERS } from './resource-filters.ts'
import type { Attachment } from './volume.ts'

type TypedList = (attachment: Attachment) => string | number

const MAX_LIMIT = 1000
const MAX_OFFSET = 2_147_483_647

/** What can be sorted by, and by an administrator filtered by: the columns of the table. */
const COLUMNS: Readonly<Record<string, TypedList>> = {
  id: ({ id }) => id,
  created_at: ({ sequence }) => sequence,
  updated_at: ({ updatedAt }) => updatedAt.toISOString(),
  volume_id: ({ volumeId }) => volumeId,
  instance_uuid: ({ instanceId }) => instanceId ?? '',
  attach_status: ({ status }) => status,
  attach_mode: ({ mode }) => mode ?? '',
  mountpoint: ({ mountpoint }) => mountpoint ?? '',
  attached_host: ({ host }) => host ?? '',
  attach_time: ({ attachedAt }) => attachedAt?.toISOString() ?? '',
  detach_time: () => '',
  connection_info: ({ connectionInfo }) => JSON.stringify(connectionInfo),
  connector: ({ connector }) => JSON.stringify(connector ?? null),
  deleted: () => 'False',
}

const FILTER_COLUMNS: Readonly<Record<string, string>> = { instance_id: 'instance_uuid' }

interface Listing {
  readonly limit: number
  readonly offset: number
  readonly marker: string | undefined
  readonly sort: ReadonlyArray<readonly [TypedList, 1 | -1]>
  readonly everyProject: boolean
  readonly filters: ReadonlyArray<readonly [string, string]>
}

/** Takes the first of a key out of the pairs; a second one stays behind and counts as a filter. */
function take(pairs: Array<readonly [string, string]>, key: string): string | undefined {
  const at = pairs.findIndex(([name]) => name === key)
  return at === -1 ? undefined : pairs.splice(at, 1)[0]?.[1]
}

function readCount(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback
  if (!/^\s*[+-]?\d+\s*$/.test(value)) throw badRequest(`${name} param must be an integer`)
  const count = Number(value)
  if (count < 0) throw badRequest(`${name} param must be positive`)
  return count
}

function readSort(pairs: Array<readonly [string, string]>): Listing['sort'] {
  const sort = take(pairs, 'sort')
  const key = take(pairs, 'sort_key')
  const direction = take(pairs, 'sort_dir')
  if (sort !== undefined && (key !== undefined || direction !== undefined)) {
    throw badRequest(
      "The 'sort_key' and 'sort_dir' parameters are deprecated and cannot be used with the 'sort' parameter.",
    )
  }
  const wanted = (sort ?? `${key ?? 'created_at'}:${direction ?? 'desc'}`).split(',')
  return wanted.map((one) => {
    const [name = '', order = 'desc'] = one.trim().split(':')
    const column = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined
    if (!column) throw badRequest('Invalid input received: Invalid sort key')
    if (order !== 'asc' && order !== 'desc') {
      throw badRequest("Invalid input received: Unknown sort direction, must be 'desc' or 'asc'.")
    }
    return [column, order === 'asc' ? 1 : -1]
  })
}

function readListing(query: Query, call: Call): Listing {
  if (!query.utf8) throw badRequest('Query string is not UTF-8 encoded.')
  const pairs = [...query.pairs]
  const limit = Math.min(readCount('limit', take(pairs, 'limit'), MAX_LIMIT), MAX_LIMIT)
  const marker = take(pairs, 'marker')
  const offset = readCount('offset', take(pairs, 'offset'), 0)
  if (offset > MAX_OFFSET) throw badRequest(`offset must be <= ${MAX_OFFSET}`)
  const sort = readSort(pairs)
  const admin = isAdmin(call.caller)
  // Its presence counts, whatever its value; from others than administrators it is dropped.
  const everyProject = take(pairs, 'all_tenants') !== undefined && admin
  const filters = admin ? pairs : allowedFilters(pairs, call)
  return { limit, offset, marker, sort, everyProject, filters }
}

function allowedFilters(pairs: ReadonlyArray<readonly [string, string]>, call: Call) {
  const unknown = pairs.map(([name]) => name).filter((name) => !ATTACHMENT_FILTERS.includes(name))
  if (unknown.length > 0 && since(call, '3.31')) {
    throw badRequest(`Invalid filters ${unknown.join(', ')} are found in query options.`)
  }
  return pairs.filter(([name]) => ATTACHMENT_FILTERS.includes(name))
}

function passes(attachment: Attachment, listing: Listing): boolean {
  return listing.filters.every(([name, value]) => {
    if (name === 'project_id' && listing.everyProject) return attachment.projectId === value
    const key = FILTER_COLUMNS[name] ?? name.replace(/~$/, '')
    const column = Object.hasOwn(COLUMNS, key) ? COLUMNS[key] : undefined
    // A filter that names no column lets nothing through; "status" is one of those.
    if (column === undefined) return false
    const held = String(column(attachment))
    return name.endsWith('~') ? held.includes(value) : held === value
  })
}

function compare(a: Attachment, b: Attachment, sort: Listing['sort']): number {
  for (const [column, direction] of sort) {
    const left = column(a)
    const right = column(b)
    if (left !== right) return left < right ? -direction : direction
  }
  return b.sequence - a.sequence
}

/** The attachments that a list call asks for, in its order. @throws Fault 400, 404 */
export function listAttachments(all: readonly Attachment[], call: Call): Attachment[] {
  const listing = readListing(call.incoming.query, call)
  const visible = all
    .filter((one) => listing.everyProject || one.projectId === call.caller.projectId)
    .filter((one) => passes(one, listing))
    .sort((a, b) => compare(a, b, listing.sort))
  const start = findStart(all, visible, listing)
  const from = start + listing.offset
  return visible.slice(from, from + listing.limit)
}

function findStart(
  all: readonly Attachment[],
  visible: readonly Attachment[],
  { marker, sort }: Listing,
): number {
  if (marker === undefined) return 0
  const mark = all.find(({ id }) => id === marker)
  if (!mark) {
    throw notFound(`Volume attachment could not be found with filter: attachment_id = ${marker}.`)
  }
  const after = visible.findIndex((one) => compare(one, mark, sort) > 0)
  return after === -1 ? visible.length : after
}
