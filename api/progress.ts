import type { PlannedCase } from '../src/plan/case.ts'

/** Shows how far a run is, until it is closed. */
export interface Progress {
  /** Shows the name of the step that has begun. */
  says(step: string): void
  close(): void
}

/** Begins to show the run whose journal, a path, is given. The journal grows while the run goes on. */
export type OpenProgress = (journal: string, cases: readonly PlannedCase[]) => Progress

/** Shows nothing. */
export const silent: OpenProgress = () => ({ says: () => {}, close: () => {} })
