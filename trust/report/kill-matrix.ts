import type { Level, Requirement } from '../../src/openapi/contract.ts'
import { violates } from '../attempt/choose-cases.ts'
import type { Fault, Kind } from '../fault.ts'
import type { Result } from '../workers/task.ts'

/** One fault, and how it was detected. */
export interface FaultRow {
  readonly id: string
  readonly kind: Kind
  readonly sentence: string
  /** The requirements that it violates, with globs resolved. */
  readonly violates: readonly string[]
  /** The release of the reference cloud on which it was tried, if not the newest. */
  readonly release?: string
  readonly fate: Result['fate'] | 'untried'
  readonly reach?: Result['reach']
  readonly met: number
  readonly ms: number
  /** Verdicts of the cases that were run, worst first, by requirement. */
  readonly verdicts: Readonly<Record<string, string>>
  /** The message of a violated requirement that failed, or why none did. */
  readonly reason?: string
}

/** One requirement, and the faults under which it failed. */
export interface RequirementRow {
  readonly id: string
  readonly level: Level
  readonly violatedBy: number
  readonly failedUnder: readonly string[]
}

/** Fault × requirement. */
export interface KillMatrix {
  readonly digest: string
  readonly faults: readonly FaultRow[]
  readonly requirements: readonly RequirementRow[]
  /** Runs on clouds without faults. */
  readonly calmRuns: readonly Result[]
}

const WORST_FIRST = ['failed', 'error', 'not-tested', 'not-applicable', 'waived', 'passed']

/** Puts the results of the tasks about the faults and requirements of a part into a matrix. */
export function killMatrix(
  faults: readonly Fault[],
  results: readonly Result[],
  digest: string,
  requirements: readonly Requirement[],
): KillMatrix {
  const byTask = new Map(results.map((result) => [result.task, result]))
  const rows = faults.map((fault) => faultRow(fault, byTask.get(fault.id), requirements))
  const turns = results.filter(({ task }) => task.startsWith('requirement '))
  return {
    digest,
    faults: rows,
    requirements: requirements.map(({ id, level }) => ({
      id,
      level,
      violatedBy: faults.filter((fault) => violates(fault, id)).length,
      failedUnder: [
        ...rows
          .filter((row) => row.verdicts[id] === 'failed' && row.violates.includes(id))
          .map((row) => row.id),
        ...turns
          .filter(({ task, fate }) => task === `requirement ${id}` && fate === 'killed')
          .map(({ fault }) => fault ?? ''),
      ],
    })),
    calmRuns: results.filter(({ task }) => task.startsWith('calm ')),
  }
}

function faultRow(
  fault: Fault,
  result: Result | undefined,
  requirements: readonly Requirement[],
): FaultRow {
  const { id, kind, sentence, release } = fault
  const verdicts: Record<string, string> = {}
  for (const { requirement, verdict } of result?.cases ?? []) {
    const before = verdicts[requirement]
    const worse = before === undefined || WORST_FIRST.indexOf(verdict) < WORST_FIRST.indexOf(before)
    if (worse) verdicts[requirement] = verdict
  }
  const telling = result?.cases.find(
    ({ requirement, verdict, reason }) =>
      reason !== undefined &&
      violates(fault, requirement) &&
      (verdict === 'failed' || result.fate !== 'killed'),
  )
  const reason = result?.problem ?? telling?.reason
  return {
    id,
    kind,
    sentence,
    violates: requirements.map((one) => one.id).filter((one) => violates(fault, one)),
    ...(release !== undefined && { release }),
    fate: result?.fate ?? 'untried',
    ...(result && { reach: result.reach }),
    met: result?.met ?? 0,
    ms: result?.ms ?? 0,
    verdicts,
    ...(reason !== undefined && { reason }),
  }
}

/** Requirements that have not failed under any fault that violates them. */
export function blindOf({ requirements: rows }: KillMatrix): readonly RequirementRow[] {
  return rows.filter(({ failedUnder }) => failedUnder.length === 0)
}
