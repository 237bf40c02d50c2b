import { grouped } from '../../reports/results/grouped.ts'
import type { TargetHistory } from './target-history.ts'

/** What the order looks at of a planned case. */
interface Orderable {
  readonly id: string
  readonly requirement: string
  readonly operation: string
  readonly status: number
  readonly microversion?: string
}

/** A promise that has changed within these days is looked at in each run. */
const LATELY_DAYS = 14
const DAY_MS = 86_400_000

/**
 * The cases of a plan in the order in which a monitor wants them: first those of promises that have
 * changed lately, then one of each cell (operation and status) in turn, the cell first that was tested
 * longest ago or never. `now` is in ms since 1970.
 */
export function monitorOrder<Case extends Orderable>(
  cases: readonly Case[],
  history: TargetHistory | undefined,
  now: number,
): readonly Case[] {
  const tested = lastTested(history)
  const lately = latelyChanged(history, now)
  const first = cases.filter((each) => lately.has(each.id))
  const cells = [...grouped(cases, ({ operation, status }) => `${operation} ${status}`).values()]
    .map((own) => inCell(tested, own))
    .toSorted((a, b) => latestOf(tested, a).localeCompare(latestOf(tested, b)))
  return [...new Set([...first, ...inTurn(cells)])]
}

/** When cases were tested last, and how often, by their id. */
type Tested = ReadonlyMap<string, { readonly last: string; readonly times: number }>

function lastTested(history: TargetHistory | undefined): Tested {
  const tested = new Map<string, { readonly last: string; readonly times: number }>()
  for (const { run } of history?.runs ?? []) {
    for (const [promise, outcomes] of Object.entries(run.promises)) {
      for (const version of outcomes.flatMap(({ microversions }) => microversions)) {
        const id = `${promise}@${version ?? '-'}`
        tested.set(id, { last: run.startedAt, times: (tested.get(id)?.times ?? 0) + 1 })
      }
    }
  }
  return tested
}

/** The cases in which promises have changed lately. */
function latelyChanged(history: TargetHistory | undefined, now: number): ReadonlySet<string> {
  const own = (history?.transitions ?? []).filter(
    ({ after }) => now - Date.parse(after.run.startedAt) < LATELY_DAYS * DAY_MS,
  )
  return new Set(
    own.flatMap(({ promise, microversions }) =>
      microversions.map((version) => `${promise}@${version ?? '-'}`),
    ),
  )
}

/**
 * The cases of a cell: those that were tested, from the one of longest ago, and in turn with them the others.
 * Only a case that was tested before can show a change, so each new one is looked at again before the next.
 */
function inCell<Case extends Orderable>(tested: Tested, own: readonly Case[]): readonly Case[] {
  const known = own
    .filter(({ id }) => tested.has(id))
    .toSorted((a, b) => lastOf(tested, a).localeCompare(lastOf(tested, b)))
  const fresh = own.filter(({ id }) => !tested.has(id))
  const [newest] = known.slice(-1)
  const wasNew = newest !== undefined && tested.get(newest.id)?.times === 1
  return [...inTurn(wasNew ? [known, fresh] : [fresh, known])]
}

const lastOf = (tested: Tested, { id }: Orderable): string => tested.get(id)?.last ?? ''

/** When a cell was tested last; empty if it never was. */
function latestOf(tested: Tested, own: readonly Orderable[]): string {
  return (
    own
      .map((each) => lastOf(tested, each))
      .toSorted()
      .at(-1) ?? ''
  )
}

/** The first of each cell, then the second of each, and so on. */
function* inTurn<Case>(cells: readonly (readonly Case[])[]): Generator<Case> {
  const longest = Math.max(0, ...cells.map(({ length }) => length))
  for (let at = 0; at < longest; at += 1) {
    for (const cell of cells) {
      const each = cell[at]
      if (each !== undefined) yield each
    }
  }
}
