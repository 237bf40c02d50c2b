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
  const listed = theirs.sections.flatMap(({ file, statuses }) =>
    statuses.filter((status) => isThere(at, status)).map((status) => ({ file, ...status })),
  )
  const [section] = theirs.sections
  if (section === undefined) return []
  const common = { operation: operation.id, in: 'reference', differs: 'presence' } as const
  const missing = [...ours.statuses.keys()]
    .filter((status) => !listed.some((one) => one.status === status))
    .map((status) => ({
      ...common,
      at: `status.${status}`,
      ours: true,
      theirs: null,
      place: { file: section.file, line: section.statuses[0]?.line ?? section.line },
    }))
  const foreign = listed
    .filter(({ status }) => !ours.statuses.has(status))
    .map(({ status, file, line }) => ({
      ...common,
      at: `status.${status}`,
      ours: null,
      theirs: true,
      place: { file, line },
    }))
  return [...missing, ...foreign]
}
