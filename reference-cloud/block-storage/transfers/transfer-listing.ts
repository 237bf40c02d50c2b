import { badRequest, notFound } from '../../faults.ts'
import { isAdmin } from '../../identity/caller.ts'
import { stored } from '../../timestamps.ts'
import { type Call, since } from '../call.ts'
import type { BlockStorageStore } from '../store.ts'
import {
  type Columns,
  columnOf,
  compareRows,
  type Pairs,
  rowsBefore,
  type Sort,
  take,
  takeLimit,
  takeOffset,
  takeSort,
} from '../table-listing.ts'
import type { Transfer } from './transfer.ts'

const COLUMNS: Columns<Transfer> = {
  id: ({ id }) => id,
  volume_id: ({ volumeId }) => volumeId,
  display_name: ({ name }) => name ?? '',
  created_at: ({ sequence }) => sequence,
  updated_at: () => '',
  deleted_at: () => '',
  expires_at: () => '',
  salt: () => '',
  crypt_hash: ({ key }) => key,
  deleted: () => 0,
  accepted: () => 0,
  no_snapshots: ({ noSnapshots }) => Number(noSnapshots),
  source_project_id: ({ sourceProjectId }) => sourceProjectId,
  destination_project_id: () => '',
}

const OLDEST_FIRST: Sort<Transfer> = [[({ sequence }) => sequence, 1]]
const YES = ['1', 't', 'true', 'on', 'y', 'yes']

export interface TransferPage {
  readonly transfers: readonly Transfer[]
  /** Whether the list is as long as the limit allows, so that there may be more. */
  readonly cut: boolean
}

/** The transfers that a list call asks for, in its order. @throws Fault 400, 404 */
export function listTransfers(store: BlockStorageStore, call: Call): TransferPage {
  const { query } = call.incoming
  if (!query.utf8) throw badRequest('Query string is not UTF-8 encoded.')
  const pairs: Pairs = [...query.pairs]
  return since(call, '3.59') ? listPage(store, call, pairs) : listAll(store, call, pairs)
}

function listPage(store: BlockStorageStore, call: Call, pairs: Pairs): TransferPage {
  const limit = takeLimit(pairs)
  const marker = take(pairs, 'marker')
  const offset = takeOffset(pairs)
  const sort = takeSort(pairs, COLUMNS)
  const sorted = filtered(store, call, pairs).sort((a, b) => compareRows(a, b, sort))
  const start = marker === undefined ? 0 : startBehind(marker, store, call, sorted, sort)
  const found = sorted.slice(start + offset, start + offset + limit)
  // Upstream applies the offset twice: in the table, and again to the list.
  return { transfers: found.slice(offset), cut: found.length >= limit }
}

/**
 * Before there were pages every parameter was a filter; those of pages are checked all the same.
 */
function listAll(store: BlockStorageStore, call: Call, pairs: Pairs): TransferPage {
  const transfers = filtered(store, call, [...pairs]).sort((a, b) =>
    compareRows(a, b, OLDEST_FIRST),
  )
  takeLimit(pairs)
  takeOffset(pairs)
  return { transfers, cut: false }
}

function filtered(store: BlockStorageStore, { caller }: Call, pairs: Pairs): Transfer[] {
  const wish = take(pairs, 'all_tenants')?.toLowerCase() ?? 'no'
  const everyProject = isAdmin(caller) && YES.includes(wish)
  const project = everyProject ? take(pairs, 'project_id') : caller.projectId
  const filters = pairs.map(([key, value]) => [key === 'name' ? 'display_name' : key, value])
  return [...store.transfers.values()].filter(
    (transfer) =>
      (project === undefined || store.ownerOf(transfer) === project) &&
      filters.every(([key = '', value]) => textIn(transfer, key) === value),
  )
}

/** Undefined for a name that is no column, which matches nothing. */
function textIn(transfer: Transfer, key: string): string | undefined {
  if (key === 'created_at') return stored(transfer.createdAt)
  const column = columnOf(COLUMNS, key)
  return column && String(column(transfer))
}

function startBehind(
  marker: string,
  store: BlockStorageStore,
  { caller }: Call,
  sorted: readonly Transfer[],
  sort: Sort<Transfer>,
): number {
  const mark = store.transfers.get(marker)
  const visible = mark && (isAdmin(caller) || store.ownerOf(mark) === caller.projectId)
  return rowsBefore(visible ? mark : undefined, sorted, sort, () =>
    notFound(`Transfer ${marker} could not be found.`),
  )
}
