import type { RunContext } from '../fixtures/core/case/run-context.ts'
import { CaseFailedToRun } from '../fixtures/core/errors/case-failed-to-run.ts'
import type { Finding, Trace } from '../fixtures/core/trace/trace.ts'
import { violationLine } from '../src/judge/violation-line.ts'
import type { History } from './history/history.ts'
import { explainsRest, statesAtRest } from './judge/explained-rest.ts'
import { brokenInvariant } from './judge/invariants.ts'
import { judgeTimeline } from './judge/judge-timeline.ts'
import { knownViolation } from './judge/known-violation.ts'
import { mayStillShow } from './judge/may-still-show.ts'
import { permittedFailure } from './judge/permitted-failure.ts'
import { tellUnexplained } from './judge/tell-unexplained.ts'
import type { HistoryVerdict } from './judge/verdict.ts'
import { isKnownError } from './model/known-errors.ts'
import type { CloudState } from './model/state.ts'
import type { Cast } from './perform/cast.ts'
import { comeToRest, type Rest, type RestTimes } from './perform/come-to-rest.ts'
import type { Observation } from './perform/observe.ts'
import { performHistory } from './perform/perform-history.ts'
import type { Timeline } from './perform/timeline.ts'
import { TooManyPossibilitiesError } from './search/frontier.ts'

/** A history that was performed and judged. */
export interface TriedHistory {
  readonly history: History
  readonly timeline: Timeline
  readonly verdict: HistoryVerdict
  /** How often the resources were looked at after the calls; absent: it was decided without. */
  readonly looks?: number
  /** What was seen in the end, when everything had come to rest; absent: it was decided without. */
  readonly atRest?: Observation
  /** The errata by which its answers break the documents on this target as on all of its release. */
  readonly known?: readonly string[]
  /** Its group in the journal; absent where it is not recorded. */
  readonly group?: string
}

/** How the calls of a history are answered, and what is seen afterwards: by a target, or as recorded. */
export interface Performance {
  readonly perform: typeof performHistory
  readonly rest: typeof comeToRest
}

const LIVE: Performance = { perform: performHistory, rest: comeToRest }

/** Performs a history on resources that are at rest, and judges it. */
export async function tryHistory(
  run: RunContext,
  trace: Trace,
  cast: Cast,
  times: RestTimes,
  history: History,
  { perform, rest }: Performance = LIVE,
): Promise<TriedHistory> {
  let timeline: Timeline = { calls: [], ends: [] }
  const known = (): readonly string[] => [
    ...new Set(trace.findings.flatMap((finding) => knownViolation(run, finding) ?? [])),
  ]
  try {
    timeline = await perform(run, trace, cast, history, times.usualMs)
    const verdict = inAnswers(run, timeline, trace) ?? inOrder(history, timeline)
    if (verdict.code !== 'explained') return { history, timeline, verdict, known: known() }
    const { states } = verdict
    const seen = await rest(
      ...([run, trace, cast, times] as const),
      (last) => explainsRest(states, last),
      (last) => mayStillShow(timeline, last),
    )
    const { last, looks } = seen
    const found = atRest(run, history, seen)
    return { history, timeline, verdict: found, looks, atRest: last, known: known() }
  } catch (error) {
    const isExpected =
      error instanceof CaseFailedToRun || error instanceof TooManyPossibilitiesError
    if (!isExpected) throw error
    return { history, timeline, verdict: { code: 'undecided', message: error.message } }
  }
}

/** What single answers break, or why they cannot be judged. */
function inAnswers(run: RunContext, { calls }: Timeline, trace: Trace): HistoryVerdict | undefined {
  const failures = [...calls.entries()].filter(
    ([, { call }]) => call.status >= 500 && !isKnownError(call),
  )
  const permitted = failures.map(([, call]) => permittedFailure(run, trace, call))
  const [number, failed] = failures.find((_, index) => permitted[index] === undefined) ?? []
  if (failed !== undefined && number !== undefined) {
    const { status, step } = failed.call
    const message = `${step.op} was answered ${status}`
    return { code: 'broken', rule: 'server-error', message, call: number }
  }
  const ofPermitted = new Set(failures.map(([, { exchange }]) => exchange))
  const broken = inDocuments(
    run,
    trace.findings.filter(({ exchange }) => !ofPermitted.has(exchange.id)),
  )
  if (broken !== undefined) {
    const number = calls.findIndex(({ exchange }) => exchange === broken.exchange)
    return { ...broken.verdict, ...(number >= 0 && { call: number }) }
  }
  const [message] = permitted
  return message === undefined ? undefined : { code: 'undecided', message }
}

/** The first answer that breaks its document, where no erratum says why. */
function inDocuments(run: RunContext, findings: readonly Finding[]) {
  const finding = findings.find((each) => knownViolation(run, each) === undefined)
  if (finding === undefined) return undefined
  const { exchange, violation } = finding
  const message = violationLine(exchange, violation, 0)
  return { exchange: exchange.id, verdict: { code: 'broken', rule: 'contract', message } as const }
}

/** What all answers together break; else the states in which everything may come to rest. */
function inOrder(
  history: History,
  timeline: Timeline,
): HistoryVerdict | { readonly code: 'explained'; readonly states: readonly CloudState[] } {
  const judged = judgeTimeline(history, timeline)
  if (judged.code === 'explained') {
    return { code: 'explained', states: statesAtRest(judged.frontier) }
  }
  const { call } = judged
  const performed = timeline.calls[call]
  const message = performed ? tellUnexplained(performed.call, judged.states) : ''
  return { code: 'broken', rule: 'answer', message, call }
}

/** What was seen in the end, against the states that are possible. */
function atRest(
  run: RunContext,
  history: History,
  { isRight, last, findings }: Rest,
): HistoryVerdict {
  const broken = brokenInvariant(history, last)
  if (broken !== undefined) return { code: 'broken', ...broken }
  if (isRight) return inDocuments(run, findings)?.verdict ?? { code: 'consistent' }
  const seen = last.calls.map(
    ({ step, shown, status }) => `${step.op}: ${status} ${JSON.stringify(shown)}`,
  )
  return {
    code: 'broken',
    rule: 'effect',
    message: `no order of the calls leads to ${seen.join('; ')}`,
  }
}
