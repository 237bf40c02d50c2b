import type { RunContext } from '../fixtures/core/case/run-context.ts'
import { CaseFailedToRun } from '../fixtures/core/errors/case-failed-to-run.ts'
import type { Trace } from '../fixtures/core/trace/trace.ts'
import { violationLine } from '../src/judge/violation-line.ts'
import type { History } from './history/history.ts'
import { explainsRest, statesAtRest } from './judge/explained-rest.ts'
import { brokenInvariant } from './judge/invariants.ts'
import { judgeTimeline } from './judge/judge-timeline.ts'
import { mayStillShow } from './judge/may-still-show.ts'
import { tellUnexplained } from './judge/tell-unexplained.ts'
import type { HistoryVerdict } from './judge/verdict.ts'
import { isKnownError } from './model/known-errors.ts'
import type { Cast } from './perform/cast.ts'
import { comeToRest, type RestTimes } from './perform/come-to-rest.ts'
import { performHistory } from './perform/perform-history.ts'
import type { Timeline } from './perform/timeline.ts'
import { TooManyPossibilitiesError } from './search/frontier.ts'

/** A history that was performed and judged. */
export interface TriedHistory {
  readonly history: History
  readonly timeline: Timeline
  readonly verdict: HistoryVerdict
}

/** Performs a history on resources that are at rest, and judges it. */
export async function tryHistory(
  run: RunContext,
  trace: Trace,
  cast: Cast,
  times: RestTimes,
  history: History,
): Promise<TriedHistory> {
  let timeline: Timeline = { calls: [], ends: [] }
  try {
    timeline = await performHistory(run, trace, cast, history)
    const verdict =
      inAnswers(timeline, trace) ?? (await inEffects(run, trace, cast, times, history, timeline))
    return { history, timeline, verdict }
  } catch (error) {
    const isExpected =
      error instanceof CaseFailedToRun || error instanceof TooManyPossibilitiesError
    if (!isExpected) throw error
    return { history, timeline, verdict: { code: 'undecided', message: error.message } }
  }
}

/** What single answers break. */
function inAnswers({ calls }: Timeline, trace: Trace): HistoryVerdict | undefined {
  const failed = calls.findIndex(({ call }) => call.status >= 500 && !isKnownError(call))
  const { status, step } = calls[failed]?.call ?? {}
  if (step !== undefined) {
    const message = `${step.op} was answered ${status}`
    return { code: 'broken', rule: 'server-error', message, call: failed }
  }
  const finding = trace.findings.find(({ violation }) => violation.erratum === undefined)
  if (finding === undefined) return undefined
  const number = calls.findIndex(({ exchange }) => exchange === finding.exchange.id)
  const message = violationLine(finding.exchange, finding.violation, 0)
  return { code: 'broken', rule: 'contract', message, ...(number >= 0 && { call: number }) }
}

/** What all answers together break, and what is seen at rest. */
async function inEffects(
  run: RunContext,
  trace: Trace,
  cast: Cast,
  times: RestTimes,
  history: History,
  timeline: Timeline,
): Promise<HistoryVerdict> {
  const judged = judgeTimeline(history, timeline)
  if (judged.code === 'unexplained') {
    const { call } = judged
    const performed = timeline.calls[call]
    const message = performed ? tellUnexplained(performed.call, judged.states) : ''
    return { code: 'broken', rule: 'answer', message, call }
  }
  const states = statesAtRest(judged.frontier)
  const { isRight, last } = await comeToRest(
    ...([run, trace, cast, times] as const),
    (seen) => explainsRest(states, seen),
    (seen) => mayStillShow(timeline, seen),
  )
  const broken = brokenInvariant(history, last)
  if (broken !== undefined) return { code: 'broken', ...broken }
  if (isRight) return { code: 'consistent' }
  const seen = last.calls.map(
    ({ step, shown, status }) => `${step.op}: ${status} ${JSON.stringify(shown)}`,
  )
  return {
    code: 'broken',
    rule: 'effect',
    message: `no order of the calls leads to ${seen.join('; ')}`,
  }
}
