import type { Observation } from './difference.ts'
import type { OperationSubject } from './subject.ts'
import { isThere } from './within.ts'

/** The statuses that only one of contract and reference lists. */
export function compareStatuses({
  operation,
  theirs,
  ours,
  at,
}: OperationSubject): readonly Observation[] {
  const common = { operation: operation.id, in: 'reference', differs: 'presence' } as const
  return theirs.sections.flatMap(({ file, line, statuses }) => {
    const listed = statuses.filter((status) => isThere(at, status))
    const missing = [...ours.statuses.keys()]
      .filter((status) => !listed.some((one) => one.status === status))
      .map((status) => ({
        ...common,
        at: `status.${status}`,
        ours: true,
        theirs: null,
        place: { file, line: statuses[0]?.line ?? line },
      }))
    const foreign = listed
      .filter(({ status }) => !ours.statuses.has(status))
      .map(({ status, line }) => ({
        ...common,
        at: `status.${status}`,
        ours: null,
        theirs: true,
        place: { file, line },
      }))
    return [...missing, ...foreign]
  })
}
