import type { RunContext } from '../fixtures/core/case/run-context.ts'
import { CaseFailedToRun } from '../fixtures/core/errors/case-failed-to-run.ts'
import type { Trace } from '../fixtures/core/trace/trace.ts'
import type { History } from './history/history.ts'
import { explainsRest } from './judge/explained-rest.ts'
import { explainingBugs } from './judge/explaining-bugs.ts'
import { brokenInvariant, sameDevice } from './judge/invariants.ts'
import { inDocuments, type JudgedCalls, judgeCalls } from './judge/judge-calls.ts'
import { knownViolation } from './judge/known-violation.ts'
import { mayStillShow } from './judge/may-still-show.ts'
import { tellRest } from './judge/tell-unexplained.ts'
import type { HistoryVerdict } from './judge/verdict.ts'
import type { KnownBug } from './model/known-bugs.ts'
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
  /** The errata by which it breaks the documents, or what must be true, on this target as on all of its release. */
  readonly known?: readonly string[]
  /** Its group in the journal; absent where it is not recorded. */
  readonly group?: string
}

/** How histories are judged. */
export interface Manner {
  readonly times: RestTimes
  /** Known bugs of upstream are no excuse. */
  readonly isStrict: boolean
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
  { times, isStrict }: Manner,
  history: History,
  { perform, rest }: Performance = LIVE,
): Promise<TriedHistory> {
  let timeline: Timeline = { calls: [], ends: [] }
  const known = (): readonly string[] => [
    ...new Set(trace.findings.flatMap((finding) => knownViolation(run, finding) ?? [])),
  ]
  try {
    timeline = await perform(run, trace, cast, history, times.settlingMs)
    // What looks at rest break is added later, and judged by itself.
    const findings = [...trace.findings]
    const judge = (bugs: readonly KnownBug[]): JudgedCalls =>
      judgeCalls(run, history, timeline, findings, bugs)
    const explaining = (verdict: JudgedCalls, explain: (bugs: readonly KnownBug[]) => boolean) =>
      isStrict ? [] : explainingBugs(run, verdict, explain)
    const strict = judge([])
    const bugs = explaining(strict, (some) => judge(some).code === 'explained')
    const judged = bugs.length === 0 ? strict : judge(bugs)
    if (judged.code !== 'explained') return { history, timeline, verdict: judged, known: known() }
    const { states } = judged
    const seen = await rest(
      ...([run, trace, cast, times] as const),
      (last) => explainsRest(states, last),
      (last) => mayStillShow(timeline, last),
    )
    const { last, looks } = seen
    const found = strict.code === 'explained' ? atRest(run, history, states, seen) : strict
    const met = explaining(found, (some) => {
      const again = judge(some)
      return again.code === 'explained' && explainsRest(again.states, last)
    })
    const verdict = met.length === 0 ? found : besideTheModel(run, seen)
    return { history, timeline, verdict, looks, atRest: last, known: [...known(), ...met] }
  } catch (error) {
    const isExpected =
      error instanceof CaseFailedToRun || error instanceof TooManyPossibilitiesError
    if (!isExpected) throw error
    return { history, timeline, verdict: { code: 'undecided', message: error.message } }
  }
}

/** What was seen in the end, against the states that are possible. */
function atRest(
  run: RunContext,
  history: History,
  states: readonly CloudState[],
  rest: Rest,
): HistoryVerdict {
  const { isRight, last } = rest
  const broken = brokenInvariant(history, last)
  if (broken !== undefined) return { code: 'broken', ...broken }
  if (isRight) return besideTheModel(run, rest)
  return { code: 'broken', rule: 'effect', message: tellRest(states, last) }
}

/** What was seen in the end, where the model explains it, against all that is not in the model. */
function besideTheModel(run: RunContext, { last, findings }: Rest): HistoryVerdict {
  const device = sameDevice(last)
  if (device !== undefined) return { code: 'broken', ...device }
  return inDocuments(run, findings)?.verdict ?? { code: 'consistent' }
}
