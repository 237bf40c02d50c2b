import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import type { Level, OperationId, RequirementId } from '../../src/openapi/contract.ts'
import { compareMicroversions, type Microversion } from '../../src/openapi/microversion.ts'
import { grouped } from '../results/grouped.ts'
import { worstVerdict } from '../results/requirement-verdict.ts'
import { serviceName } from '../services.ts'

/** Cases of one row at one microversion. */
export interface MatrixCell {
  readonly verdict: CaseVerdict
  readonly cases: readonly CaseRecord[]
}

/**
 * The column for cases without a microversion: the service has none, or none in common with the
 * target.
 */
export const NO_MICROVERSION = 'none'
export type MatrixColumn = Microversion | typeof NO_MICROVERSION

export interface MatrixRow {
  readonly verdict: CaseVerdict
  readonly cells: ReadonlyMap<MatrixColumn, MatrixCell>
}

interface RequirementRow extends MatrixRow {
  readonly id: RequirementId
  readonly level: Level
}

export interface StatusRow extends MatrixRow {
  readonly status: number
  readonly requirements: readonly RequirementRow[]
}

export interface OperationRows {
  readonly id: OperationId
  readonly statuses: readonly StatusRow[]
}

/** One table per service, because microversions of two services cannot be compared. */
export interface ServiceMatrix {
  readonly service: string
  readonly columns: readonly MatrixColumn[]
  readonly operations: readonly OperationRows[]
}

/**
 * Arranges the cases of a run by operation × status × microversion, in one table for each service,
 * in the order of the plan, which is that of the API documents.
 */
export function matrixOf({
  cases,
  target,
}: Pick<RunRecord, 'cases' | 'target'>): readonly ServiceMatrix[] {
  const services = grouped(cases, ({ planned }) => serviceName(target, planned.operation))
  return [...services].map(([service, own]) => ({
    service,
    columns: columnsOf(own),
    operations: [...grouped(own, ({ planned }) => planned.operation)].map(([id, group]) => ({
      id,
      statuses: statusRows(group),
    })),
  }))
}

function statusRows(cases: readonly CaseRecord[]): readonly StatusRow[] {
  return [...grouped(cases, ({ planned }) => planned.status)]
    .sort(([a], [b]) => a - b)
    .map(([status, group]) => ({
      status,
      ...row(group),
      requirements: [...grouped(group, ({ planned }) => planned.requirement)].map(([id, own]) => ({
        id,
        level: own.some(({ planned }) => planned.level === 'MUST') ? 'MUST' : 'SHOULD',
        ...row(own),
      })),
    }))
}

function row(cases: readonly CaseRecord[]): MatrixRow {
  const cells = new Map(
    [...grouped(cases, column)].map(([at, group]) => [at, { verdict: worst(group), cases: group }]),
  )
  return { verdict: worst(cases), cells }
}

function column({ planned }: CaseRecord): MatrixColumn {
  return planned.microversion ?? NO_MICROVERSION
}

function columnsOf(cases: readonly CaseRecord[]): readonly MatrixColumn[] {
  return [...new Set(cases.map(column))].sort((a, b) => {
    if (a === NO_MICROVERSION || b === NO_MICROVERSION) {
      return Number(a === NO_MICROVERSION) - Number(b === NO_MICROVERSION)
    }
    return compareMicroversions(a, b)
  })
}

function worst(cases: readonly CaseRecord[]): CaseVerdict {
  return worstVerdict(cases.map(({ verdict }) => verdict))
}
