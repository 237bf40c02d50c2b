import type { CaseId } from '../../src/plan/case.ts'
import type { Finding } from './finding.ts'

/** The finding of each case that failed, was an error, or follows from one that failed. */
export function findingsByCase(findings: readonly Finding[]): ReadonlyMap<CaseId, Finding> {
  return new Map(
    findings.flatMap((finding) =>
      [...finding.cases, ...finding.follows].map(({ planned }) => [planned.id, finding] as const),
    ),
  )
}
