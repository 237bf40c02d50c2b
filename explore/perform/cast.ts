import type { Known } from '../../fixtures/core/pools/lease-kind.ts'

/** The resources of the target that are the servers and volumes of a history, by their numbers. */
export interface Cast {
  readonly servers: readonly Known[]
  readonly volumes: readonly Known[]
}

/** The number of the resource with this id; -1 for one that is not of the history. */
export function numberOf(all: readonly Known[], id: string | null | undefined): number {
  return all.findIndex((known) => known.id === id)
}
