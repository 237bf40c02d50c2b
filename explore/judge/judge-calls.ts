import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import type { Finding } from '../../fixtures/core/trace/trace.ts'
import { violationLine } from '../../src/judge/violation-line.ts'
import type { History } from '../history/history.ts'
import { isLook, volumesOf } from '../history/step.ts'
import type { AnsweredCall } from '../model/call.ts'
import type { KnownBug } from '../model/known-bugs.ts'
import { DEADLOCK, isKnownError } from '../model/known-errors.ts'
import type { CloudState } from '../model/state.ts'
import type { PerformedCall, Timeline } from '../perform/timeline.ts'
import { statesAtRest } from './explained-rest.ts'
import { judgeTimeline } from './judge-timeline.ts'
import { knownViolation } from './known-violation.ts'
import { permittedFailure } from './permitted-failure.ts'
import { tellUnexplained } from './tell-unexplained.ts'
import type { HistoryVerdict } from './verdict.ts'

/** `explained`: the states in which everything may come to rest. */
export type JudgedCalls =
  | HistoryVerdict
  | { readonly code: 'explained'; readonly states: readonly CloudState[] }

/**
 * Holds the answers of a history against their documents and, all together, against the model of a cloud with
 * these bugs. Throws TooManyPossibilitiesError.
 */
export function judgeCalls(
  run: RunContext,
  history: History,
  timeline: Timeline,
  findings: readonly Finding[],
  bugs: readonly KnownBug[] = [],
): JudgedCalls {
  return inAnswers(run, timeline, findings, bugs) ?? inOrder(history, timeline, bugs)
}

/** What single answers break, or why they cannot be judged. */
function inAnswers(
  run: RunContext,
  { calls }: Timeline,
  findings: readonly Finding[],
  bugs: readonly KnownBug[],
): HistoryVerdict | undefined {
  const failures = [...calls.entries()].filter(
    ([, { call }]) => call.status >= 500 && !isKnownError(call, knownOf(calls, call, bugs)),
  )
  const permitted = failures.map(([, call]) => permittedFailure(run, findings, call))
  const [number, failed] = failures.find((_, index) => permitted[index] === undefined) ?? []
  if (failed !== undefined && number !== undefined) {
    const { status, step } = failed.call
    const message = `${step.op} was answered ${status}`
    return { code: 'broken', rule: 'server-error', message, call: number }
  }
  const ofPermitted = new Set(failures.map(([, { exchange }]) => exchange))
  const broken = inDocuments(
    run,
    findings.filter(({ exchange }) => !ofPermitted.has(exchange.id)),
  )
  if (broken !== undefined) {
    const number = calls.findIndex(({ exchange }) => exchange === broken.exchange)
    return { ...broken.verdict, ...(number >= 0 && { call: number }) }
  }
  const [message] = permitted
  return message === undefined ? undefined : { code: 'undecided', message }
}

/** The first answer that breaks its document, where no erratum says why. */
export function inDocuments(run: RunContext, findings: readonly Finding[]) {
  const finding = findings.find((each) => knownViolation(run, each) === undefined)
  if (finding === undefined) return undefined
  const { exchange, violation } = finding
  const message = violationLine(exchange, violation, 0)
  return { exchange: exchange.id, verdict: { code: 'broken', rule: 'contract', message } as const }
}

/** A deadlock needs another change of the volume, which may have been answered before it has ended. */
function knownOf(
  calls: readonly PerformedCall[],
  { step }: AnsweredCall,
  bugs: readonly KnownBug[],
): readonly KnownBug[] {
  const [volume] = volumesOf(step)
  const others = calls.filter(
    ({ call }) =>
      call.step !== step &&
      !isLook(call.step) &&
      call.status < 300 &&
      volume !== undefined &&
      volumesOf(call.step).includes(volume),
  )
  return others.length > 0 ? bugs : bugs.filter((bug) => bug !== DEADLOCK)
}

/** What all answers together break; else the states in which everything may come to rest. */
function inOrder(history: History, timeline: Timeline, bugs: readonly KnownBug[]): JudgedCalls {
  const judged = judgeTimeline(history, timeline, bugs)
  if (judged.code === 'explained') {
    return { code: 'explained', states: statesAtRest(judged.frontier) }
  }
  const { call } = judged
  const performed = timeline.calls[call]
  const message = performed ? tellUnexplained(performed.call, judged.states) : ''
  return { code: 'broken', rule: 'answer', message, call }
}
