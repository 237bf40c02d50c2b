import type {
  CaseRecord,
  RecordedExchange,
  RunRecord,
} from '../../../src/journal/record/run-record.ts'
import type { CaseVerdict, Reason } from '../../../src/judge/verdict.ts'
import type { Violation } from '../../../src/judge/violation.ts'
import type { OperationId, RequirementId } from '../../../src/openapi/contract.ts'
import { loadContracts } from '../../../src/openapi/load-contract.ts'
import { microversion } from '../../../src/openapi/microversion.ts'
import { operationLookup } from '../../../src/openapi/operation-lookup.ts'
import { syntheticRecord } from '../../synthetic/synthetic-record.ts'

/** Of the packaged documents. */
export const lookup = operationLookup(loadContracts())

/** What a test says of an exchange. */
export interface SaidExchange {
  readonly operation: OperationId
  readonly status?: number
  readonly body?: unknown
  readonly violations?: readonly Violation[]
  readonly phase?: RecordedExchange['phase']
  readonly method?: string
}

/** What a test says of a case. */
export interface SaidCase {
  readonly requirement: RequirementId
  readonly at: string
  readonly verdict?: CaseVerdict
  readonly reason?: Reason
  readonly level?: 'MUST' | 'SHOULD'
  readonly exchanges?: readonly SaidExchange[]
}

/** A run in which only these cases were performed. */
export function runOf(...cases: readonly SaidCase[]): RunRecord {
  const records = cases.map(caseOf)
  return {
    ...syntheticRecord(),
    planned: records.map(({ planned }) => planned),
    cases: records,
    outsideViolations: [],
    waivers: [],
    resources: [],
  }
}

function caseOf(said: SaidCase, number: number): CaseRecord {
  const { requirement, at, verdict = 'failed', reason, level = 'MUST', exchanges = [] } = said
  const [operation = '', status = ''] = requirement.split(':')
  const recorded = exchanges.map((each, index) => exchangeOf(each, `x${number}-${index}`, at))
  return {
    planned: {
      id: `${requirement}@${at}`,
      requirement,
      operation: operation as OperationId,
      status: Number(status),
      level,
      persona: 'member',
      microversion: microversion(at),
      title: 'does what is promised',
    },
    verdict,
    ...(reason && { reason }),
    durationMs: 1,
    requests: recorded.length,
    exchanges: recorded,
    waits: [],
    ended: true,
    unfinished: [],
    violations: recorded.reduce((sum, { violations }) => sum + violations.length, 0),
    answers: [],
  }
}

export function exchangeOf(said: SaidExchange, id: string, at: string): RecordedExchange {
  const { operation, status = 200, body, violations = [], phase = 'act', method = 'GET' } = said
  return {
    phase,
    violations,
    exchange: {
      id,
      at: '2031-05-04T10:00:00.000Z',
      durationMs: 1,
      service: operation.split('.')[0] ?? '',
      operation,
      persona: 'member',
      microversion: microversion(at),
      request: {
        method,
        url: 'https://cloud.example/v2.1/x',
        headers: {},
        body: { kind: 'empty' },
      },
      response: {
        status,
        headers: {},
        body: body === undefined ? { kind: 'empty' } : { kind: 'json', value: body },
      },
    },
  }
}
