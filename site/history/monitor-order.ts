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
 * changed lately, then one of each cell (operation and status) in turn, the cell and the case first
 * that were tested longest ago or never. `now` is in ms since 1970.
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
    .map((own) => own.toSorted((a, b) => byAge(tested, a.id, b.id)))
    .toSorted((a, b) => byAge(tested, latestOf(tested, a), latestOf(tested, b)))
  return [...new Set([...first, ...inTurn(cells)])]
}

/** When each case was tested last, by its id. */
function lastTested(history: TargetHistory | undefined): ReadonlyMap<string, string> {
  const tested = new Map<string, string>()
  for (const { run } of history?.runs ?? []) {
    for (const [promise, outcomes] of Object.entries(run.promises)) {
      for (const version of outcomes.flatMap(({ microversions }) => microversions)) {
        tested.set(`${promise}@${version ?? '-'}`, run.startedAt)
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

type Tested = ReadonlyMap<string, string>

function byAge(tested: Tested, a: string, b: string): number {
  const [ageA, ageB] = [tested.get(a) ?? '', tested.get(b) ?? '']
  return ageA < ageB ? -1 : ageA > ageB ? 1 : 0
}

/** The case of a cell that was tested last. */
function latestOf(tested: Tested, own: readonly Orderable[]): string {
  return own.toSorted((a, b) => byAge(tested, b.id, a.id))[0]?.id ?? ''
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
