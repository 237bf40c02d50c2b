import type { PersonaClouds } from '../src/discover/open-sessions.ts'
import { violates } from './attempt/choose-cases.ts'
import type { Fault } from './fault.ts'
import { operationsOf, type Part } from './parts.ts'
import { blindOf, type KillMatrix } from './report/kill-matrix.ts'
import type { Task } from './workers/task.ts'

/** How many faults are tried for a requirement that has not failed yet. */
const TURNS = 8

/** One task for each fault. */
export function faultTasks(faults: readonly Fault[], clouds?: PersonaClouds): Task[] {
  return faults.map(({ id }) => ({ kind: 'fault', fault: id, ...(clouds && { clouds }) }))
}

/**
 * For each requirement that has not failed yet; faults that violate few other requirements come
 * first.
 */
export function requirementTasks(matrix: KillMatrix, faults: readonly Fault[]): Task[] {
  const breadth = new Map(matrix.faults.map((row) => [row.id, row.violates.length]))
  return blindOf(matrix).map(({ id }) => ({
    kind: 'requirement',
    requirement: id,
    faults: faults
      .filter((fault) => violates(fault, id))
      .sort((a, b) => (breadth.get(a.id) ?? 0) - (breadth.get(b.id) ?? 0))
      .slice(0, TURNS)
      .map((fault) => fault.id),
  }))
}

/** How many full runs are made without a fault, each with its own order and delays. */
const CALM_RUNS = 20

/** Full runs of a part on clouds without faults, as the newest release and as Zed, and at every microversion. */
export function calmTasks(part: Part): Task[] {
  const runs = Array.from(
    { length: CALM_RUNS },
    (_, index): Task => ({
      kind: 'calm',
      part: part.name,
      seed: index + 1,
      selection: index % 5 === 4 ? 'changes' : 'edges',
      release: index % 2 === 0 ? 'newest' : 'zed',
    }),
  )
  const everywhere = operationsOf(part).map(
    ({ id }, index): Task => ({
      kind: 'calm',
      part: part.name,
      seed: 100 + index,
      selection: 'all',
      release: 'newest',
      operations: [id],
    }),
  )
  return [...runs, ...everywhere]
}
