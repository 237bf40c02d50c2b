import type { Budget, Deadlines } from '../../fixtures/core/case/run-context.ts'
import type { PersonaClouds } from '../../src/discover/open-sessions.ts'

/** A cloud that somebody has, with its entries of clouds.yaml; it is cleaned up after each fault. */
export interface GivenCloud {
  readonly clouds: PersonaClouds
  readonly deadlines: Deadlines
  readonly budget: Budget
}
