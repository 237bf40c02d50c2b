import type { ReachedState } from './exploration-report.ts'

/** The operations that are about the same things, in a table: states are its rows. */
export interface CoverageTable {
  readonly operations: readonly string[]
  readonly rows: readonly {
    readonly state: string
    /** For each operation, how it was answered. */
    readonly cells: readonly (readonly ReachedState[])[]
  }[]
}

/** What was met in each order of the calls that is possible. */
export function surelyReached(coverage: readonly ReachedState[]): readonly ReachedState[] {
  return coverage.filter(({ surely }) => surely > 0)
}

/** The pairs of a state and an operation that were surely met. */
export function pairsOf(coverage: readonly ReachedState[]): readonly string[] {
  const pairs = surelyReached(coverage).map(({ operation, state }) => `${operation} in ${state}`)
  return [...new Set(pairs)]
}

/** `128 pairs of a state and a call, 196 with how they were answered` */
export function coverageLine(coverage: readonly ReachedState[]): string {
  const pairs = pairsOf(coverage).length
  return `${pairs} pairs of a state and a call, ${surelyReached(coverage).length} with how they were answered`
}

/** One table for all operations whose states are of the same kind. */
export function coverageTables(coverage: readonly ReachedState[]): readonly CoverageTable[] {
  const kinds = new Map<string, ReachedState[]>()
  for (const reached of coverage) {
    const kind = kindOf(reached)
    kinds.set(kind, [...(kinds.get(kind) ?? []), reached])
  }
  return [...kinds.values()].map(tableOf)
}

/** Which things a state is about: the first words of its first two parts. */
function kindOf({ state }: ReachedState): string {
  const parts = state.split(', ').slice(0, 2)
  return parts.map((part) => part.split(' ')[0]).join()
}

function tableOf(coverage: readonly ReachedState[]): CoverageTable {
  const operations = [...new Set(coverage.map(({ operation }) => operation))].sort()
  const states = [...new Set(coverage.map(({ state }) => state))].sort()
  const rows = states.map((state) => ({
    state,
    cells: operations.map((operation) =>
      coverage.filter((each) => each.operation === operation && each.state === state),
    ),
  }))
  return { operations, rows }
}

/**
 * One line for each operation: its calls, the states that it surely met, and its answers. Calls of other
 * projects are counted with the others.
 */
export function operationLines(coverage: readonly ReachedState[]): readonly string[] {
  const operations = [...new Set(coverage.map(baseOf))].sort()
  const width = Math.max(0, ...operations.map(({ length }) => length))
  return operations.map((operation) => {
    const own = coverage.filter((each) => baseOf(each) === operation)
    const sure = surelyReached(own)
    const states = new Set(sure.map(({ state }) => state)).size
    const statuses = [...new Set(own.map(({ status }) => status))].sort((a, b) => a - b)
    const calls = sure.reduce((sum, { surely }) => sum + surely, 0)
    const met =
      calls === 0
        ? 'the state is not sure'
        : `${String(calls).padStart(5)} in ${String(states).padStart(3)} ${states === 1 ? 'state ' : 'states'}`
    return `${operation.padEnd(width)}  ${met.padEnd(21)}  ${statuses.join(' ')}`
  })
}

/** The operation, whoever has called it. */
const baseOf = ({ operation }: ReachedState): string => operation.replace(/ \(.*$/, '')
