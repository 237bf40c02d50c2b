import { badRequest, type Fault } from '../faults.ts'

/** A row as lists compare it: in the order of its creation, as times are too coarse to sort by. */
export interface Row {
  readonly id: string
  readonly sequence: number
}

export type Column<Of> = (row: Of) => string | number

/** What can be sorted by: the columns of a table, under their names. */
export type Columns<Of> = Readonly<Record<string, Column<Of>>>

export type Sort<Of> = ReadonlyArray<readonly [Column<Of>, 1 | -1]>

/** The pairs of a query that were not read yet. */
export type Pairs = Array<readonly [string, string]>

const MAX_LIMIT = 1000
const MAX_OFFSET = 2_147_483_647

/** Removes and returns the first value of a key; a second one stays and counts as a filter. */
export function take(pairs: Pairs, key: string): string | undefined {
  const at = pairs.findIndex(([name]) => name === key)
  return at === -1 ? undefined : pairs.splice(at, 1)[0]?.[1]
}

/** @throws Fault 400 */
export function takeLimit(pairs: Pairs): number {
  return Math.min(readCount('limit', take(pairs, 'limit'), MAX_LIMIT), MAX_LIMIT)
}

/** @throws Fault 400 */
export function takeOffset(pairs: Pairs): number {
  const offset = readCount('offset', take(pairs, 'offset'), 0)
  if (offset > MAX_OFFSET) throw badRequest(`offset must be <= ${MAX_OFFSET}`)
  return offset
}

function readCount(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback
  if (!/^\s*[+-]?\d+\s*$/.test(value)) throw badRequest(`${name} param must be an integer`)
  const count = Number(value)
  if (count < 0) throw badRequest(`${name} param must be positive`)
  return count
}

export function columnOf<Of>(columns: Columns<Of>, name: string): Column<Of> | undefined {
  return Object.hasOwn(columns, name) ? columns[name] : undefined
}

/** @throws Fault 400 */
export function takeSort<Of>(pairs: Pairs, columns: Columns<Of>): Sort<Of> {
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
    const column = columnOf(columns, name)
    if (!column) throw badRequest('Invalid input received: Invalid sort key')
    if (order !== 'asc' && order !== 'desc') {
      throw badRequest("Invalid input received: Unknown sort direction, must be 'desc' or 'asc'.")
    }
    return [column, order === 'asc' ? 1 : -1]
  })
}

/** Rows with equal keys are sorted by age, in the direction of the first key. */
export function compareRows<Of extends Row>(a: Of, b: Of, sort: Sort<Of>): number {
  for (const [column, direction] of sort) {
    const left = column(a)
    const right = column(b)
    if (left !== right) return left < right ? -direction : direction
  }
  const [[, first] = [undefined, -1] as const] = sort
  return (a.sequence - b.sequence) * first
}

/** The number of rows up to and including the marker. @throws the error that `unknown` makes */
export function rowsBefore<Of extends Row>(
  mark: Of | undefined,
  sorted: readonly Of[],
  sort: Sort<Of>,
  unknown: () => Fault,
): number {
  if (mark === undefined) throw unknown()
  const after = sorted.findIndex((one) => compareRows(one, mark, sort) > 0)
  return after === -1 ? sorted.length : after
}
