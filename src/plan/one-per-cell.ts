import type { PlannedCase } from './case.ts'

/**
 * Of all cases with the same operation, status and microversion the one that tells most: one that
 * can run before one that cannot, a MUST before a SHOULD, the earlier in the document before the
 * later. In the plan's order.
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
