import { badRequest, notFound } from '../faults.ts'
import type { Query } from '../http/query.ts'
import { isAdmin } from '../identity/caller.ts'
import { type Call, since } from './call.ts'
import { ATTACHMENT_FILTERS } from './resource-filters.ts'
import {
  type Columns,
  columnOf,
  compareRows,
  rowsBefore,
  type Sort,
  take,
  takeLimit,
  takeOffset,
  takeSort,
} from './table-listing.ts'
import type { Attachment } from './volume.ts'

/** The columns of the table: lists can be sorted by them, and administrators can filter by them. */
const COLUMNS: Columns<Attachment> = {
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
  readonly sort: Sort<Attachment>
  readonly everyProject: boolean
  readonly filters: ReadonlyArray<readonly [string, string]>
}

function readListing(query: Query, call: Call): Listing {
  if (!query.utf8) throw badRequest('Query string is not UTF-8 encoded.')
  const pairs = [...query.pairs]
  const limit = takeLimit(pairs)
  const marker = take(pairs, 'marker')
  const offset = takeOffset(pairs)
  const sort = takeSort(pairs, COLUMNS)
  const admin = isAdmin(call.caller)
  // Its presence counts, whatever its value; it is ignored unless an administrator sends it.
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
    const column = columnOf(COLUMNS, key)
    // A filter that names no column matches nothing; "status" is one of those.
    if (column === undefined) return false
    const held = String(column(attachment))
    return name.endsWith('~') ? held.includes(value) : held === value
  })
}

/** The attachments that a list call asks for, in its order. @throws Fault 400, 404 */
export function listAttachments(all: readonly Attachment[], call: Call): Attachment[] {
  const listing = readListing(call.incoming.query, call)
  const visible = all
    .filter((one) => listing.everyProject || one.projectId === call.caller.projectId)
    .filter((one) => passes(one, listing))
    .sort((a, b) => compareRows(a, b, listing.sort))
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
  return rowsBefore(mark, visible, sort, () =>
    notFound(`Volume attachment could not be found with filter: attachment_id = ${marker}.`),
  )
}
