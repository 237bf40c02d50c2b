import type { JournalEvent } from '../../src/journal/events/journal-event.ts'
import { plannedEvents } from '../../src/journal/planned-events.ts'
import type { CaseVerdict, Reason } from '../../src/judge/verdict.ts'
import type { Violation } from '../../src/judge/violation.ts'
import { type Contract, type Requirement, serviceOf } from '../../src/openapi/contract.ts'
import { isMicroversion, type Microversion } from '../../src/openapi/microversion.ts'
import type { CaseId, PlannedCase } from '../../src/plan/case.ts'
import { syntheticEvents } from './synthetic-events.ts'
import { SyntheticTraffic } from './synthetic-traffic.ts'

/** Cases that run at the same time, so that their lines are interleaved. */
const AT_A_TIME = 16
/** Number of cases per created resource. */
const CASES_OF_A_RESOURCE = 5

/**
 * The events of a run with this many cases, as large as those of a real one: 2 to 7 exchanges per
 * case, bodies of 0.3 to 3 KB, nearly all passed. Each requirement of the contracts has the same
 * number of microversions, whether they exist or not. The same number always gives the same events.
 */
export function* largeJournal(
  cases: number,
  contracts: Iterable<Contract>,
): Generator<JournalEvent> {
  const plan = largePlan(cases, contracts)
  const traffic = new SyntheticTraffic()
  for (const event of syntheticEvents()) {
    if (event.type === 'run-started') yield event
  }
  yield* plannedEvents(traffic.now(), plan)
  for (let from = 0; from < plan.length; from += AT_A_TIME) {
    yield* interleaved(
      plan
        .slice(from, from + AT_A_TIME)
        .map((planned, index) => caseEvents(planned, from + index, traffic)),
    )
  }
  yield { type: 'leak-check', at: traffic.now(), leaked: [] }
  yield { type: 'run-finished', at: traffic.now(), interrupted: false, wallMs: cases * 15 }
}

/** The text of a journal, line by line. */
export function* journalLinesOf(events: Iterable<JournalEvent>): Generator<string> {
  for (const event of events) yield `${JSON.stringify(event)}\n`
}

/** This many cases of all requirements, in the order of the contracts. */
function largePlan(cases: number, contracts: Iterable<Contract>): readonly PlannedCase[] {
  const requirements = [...contracts].flatMap(({ operations }) =>
    operations.flatMap((operation) => operation.requirements),
  )
  const each = Math.ceil(cases / requirements.length)
  return requirements.flatMap((requirement) => casesOf(requirement, each)).slice(0, cases)
}

function casesOf(requirement: Requirement, count: number): readonly PlannedCase[] {
  const { id, operation, status, level, persona, when } = requirement
  return Array.from({ length: count }, (_, index) => {
    const version = versionOf(requirement, index)
    const title = `answers ${status} when ${when}`
    return {
      ...{ id: `${id}@${version}`, requirement: id, operation, status, level, persona, title },
      microversion: version,
    }
  })
}

function versionOf({ operation }: Requirement, index: number): Microversion {
  const version = serviceOf(operation) === 'compute' ? `2.${index + 1}` : `3.${index + 27}`
  if (!isMicroversion(version)) throw new RangeError(`${version} is no microversion`)
  return version
}

/** Takes one event of each in turn, until all have ended. */
function* interleaved(streams: readonly (readonly JournalEvent[])[]): Generator<JournalEvent> {
  const longest = Math.max(...streams.map(({ length }) => length))
  for (let index = 0; index < longest; index += 1) {
    for (const stream of streams) {
      const event = stream[index]
      if (event !== undefined) yield event
    }
  }
}

interface Outcome {
  readonly verdict: CaseVerdict
  readonly reason?: Reason
}

const VIOLATION: Violation = {
  code: 'undocumented-property',
  at: '/volumeAttachments/0/hull',
  rule: '/paths/~1servers/get/responses/200',
  expected: 'no such property',
  got: '"wood"',
}

/** 7 of 200 cases are not passed; they have all verdicts. */
function outcomeOf(number: number): Outcome {
  switch (number % 200) {
    case 17:
      return because('failed', 'contract-violation', 'one violation at /volumeAttachments/0/hull')
    case 60:
      return because('error', 'transport', 'connection reset')
    case 101:
      return because('not-tested', 'state-not-reachable', 'no server could be shelved')
    case 30:
    case 80:
    case 130:
    case 180:
      return because('not-applicable', 'other-conforming-behaviour', 'as the erratum permits')
    default:
      return { verdict: 'passed' }
  }
}

const because = (verdict: CaseVerdict, code: Reason['code'], message: string): Outcome => ({
  verdict,
  reason: { code, message },
})

function caseEvents(
  planned: PlannedCase,
  number: number,
  traffic: SyntheticTraffic,
): readonly JournalEvent[] {
  const id: CaseId = planned.id
  const outcome = outcomeOf(number)
  const exchanges = traffic.exchangesOf(planned, 2 + (number % 6))
  const last = exchanges.length - 1
  return [
    ...(number % CASES_OF_A_RESOURCE === 0 ? resource(number, id, traffic.now()) : []),
    { type: 'case-started', at: traffic.now(), case: id },
    ...exchanges.map(
      (exchange, index): JournalEvent => ({
        type: 'exchange',
        case: id,
        phase: index < last - 1 ? 'arrange' : 'act',
        exchange,
        violations: index === last && outcome.verdict === 'failed' ? [VIOLATION] : [],
      }),
    ),
    { type: 'waited', case: id, for: 'the volume becoming in-use', ms: 40, polls: 2 },
    {
      type: 'case-finished',
      at: traffic.now(),
      case: id,
      ...outcome,
      durationMs: 100 + (number % 400),
      requests: exchanges.length,
    },
  ]
}

function resource(number: number, id: CaseId, at: string): readonly JournalEvent[] {
  const key = `attachment-${number}`
  const name = `attest-${key}`
  return [
    { type: 'resource-intended', at, key, kind: 'attachment', name, persona: 'member', case: id },
    { type: 'resource-created', at, key, id: `id-of-${key}` },
    { type: 'resource-gone', at, key },
  ]
}
