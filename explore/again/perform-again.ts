import type { Answer } from '../../fixtures/core/client/answer.ts'
import { answered } from '../../fixtures/core/client/undisturbed.ts'
import { NotAsRecorded } from '../../fixtures/core/replay/recollection.ts'
import type { ReplayContext } from '../../fixtures/core/replay/replay-context.ts'
import type { Trace } from '../../fixtures/core/trace/trace.ts'
import type { Step } from '../history/step.ts'
import { inWords } from '../history/words.ts'
import type { AnsweredCall, NamedAttachment } from '../model/call.ts'
import type { Cast } from '../perform/cast.ts'
import { chosen, learn } from '../perform/perform-history.ts'
import { readAnswer } from '../perform/read-answer.ts'
import { SeenAttachments } from '../perform/seen-attachments.ts'
import { sendStep } from '../perform/send-step.ts'
import type { PerformedCall, Timeline } from '../perform/timeline.ts'
import { LaneOrder } from './lane-order.ts'
import { callGroup, exchangesByGroup, REST, type RecordedHistory } from './recorded-history.ts'

interface Sent {
  readonly step: Step
  readonly attachment: NamedAttachment | undefined
  readonly answer: Answer
}

/**
 * Performs the calls of a history again, in the order of their ends, on the recorded answers: each
 * request must be the one that its step sends, and no call may be left out. Throws NotAsRecorded.
 */
export async function performAgain(
  run: ReplayContext,
  trace: Trace,
  cast: Cast,
  recorded: RecordedHistory,
): Promise<Timeline> {
  const { record, history } = recorded
  const seen = new SeenAttachments(history)
  const order = new LaneOrder(history, (step) => chosen(seen, step) === 'none')
  const open = new Map<number, Sent>()
  const calls: PerformedCall[] = []
  for (const { end, call: number } of record.ends) {
    const known = record.calls[number]
    if (known === undefined) throw new NotAsRecorded(`there is no call ${number}`)
    if (end === 'sent') {
      const step = order.begin(known)
      const attachment = chosen(seen, step)
      if (attachment === 'none' || open.has(number) || calls[number] !== undefined) {
        throw new NotAsRecorded(`"${known.call}" cannot have been sent then`)
      }
      const answer = await sentAgain(run, cast, step, attachment, number)
      open.set(number, { step, attachment, answer })
      continue
    }
    const sent = open.get(number)
    if (sent === undefined)
      throw new NotAsRecorded(`"${known.call}" was answered before it was sent`)
    open.delete(number)
    const call = callOf(sent, cast)
    learn(seen, call)
    order.end(known)
    const { lane, place, exchange, sentMs, answeredMs } = known
    calls[number] = { lane, place, call, exchange, sentMs, answeredMs }
  }
  order.close()
  if (open.size > 0 || Object.keys(calls).length !== record.calls.length) {
    throw new NotAsRecorded('not every call was sent and answered')
  }
  findAgain(trace, recorded)
  return { calls, ends: record.ends }
}

async function sentAgain(
  run: ReplayContext,
  cast: Cast,
  step: Step,
  attachment: NamedAttachment | undefined,
  number: number,
): Promise<Answer> {
  const trace = run.sharedTrace(callGroup(number))
  const answer = await sendStep(run, trace, cast, step, attachment)
  const { left, missed } = run.recollection(trace)
  const difference = missed ?? left
  if (difference !== undefined) throw new NotAsRecorded(difference)
  return answer
}

function callOf({ step, attachment, answer }: Sent, cast: Cast): AnsweredCall {
  const { status } = answered(inWords(step), answer.exchange)
  return { step, status, shown: readAnswer(answer.body, cast), ...(attachment && { attachment }) }
}

/** What the contract says of the answers, in the order in which they came. */
function findAgain(trace: Trace, recorded: RecordedHistory): void {
  const rest = new Set(exchangesByGroup(recorded).get(REST)?.exchanges)
  for (const one of recorded.exchanges) {
    if (rest.has(one)) continue
    const { exchange, violations } = one
    trace.findings.push(...violations.map((violation) => ({ exchange, violation })))
  }
}
