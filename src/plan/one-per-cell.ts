import type { PlannedCase } from './case.ts'

/**
 * One case for each combination of operation, status and microversion, in the order of the plan. A
 * case that can run is preferred to one that cannot, then a MUST to a SHOULD, then the one that comes
 * first in the document.
 */
export function onePerCell(cases: readonly PlannedCase[]): PlannedCase[] {
  const chosen = new Map<string, PlannedCase>()
  for (const planned of cases) {
    const cell = `${planned.operation} ${planned.status} ${planned.microversion ?? planned.requirement}`
    const before = chosen.get(cell)
    if (before === undefined || rank(planned) < rank(before)) chosen.set(cell, planned)
  }
  const kept = new Set(chosen.values())
  return cases.filter((planned) => kept.has(planned))
}

function rank({ settled, level }: PlannedCase): number {
  return (settled === undefined ? 0 : 2) + (level === 'MUST' ? 0 : 1)
}
