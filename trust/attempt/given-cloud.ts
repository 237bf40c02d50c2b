import type { Budget, Deadlines } from '../../fixtures/core/case/run-context.ts'
import type { PersonaClouds } from '../../src/discover/open-sessions.ts'

/** A given cloud, with its entries in clouds.yaml; it is cleaned up after each fault. */
export interface GivenCloud {
  readonly clouds: PersonaClouds
  readonly deadlines: Deadlines
  readonly budget: Budget
}
