import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import { answered } from '../../fixtures/core/client/undisturbed.ts'
import type { Trace } from '../../fixtures/core/trace/trace.ts'
import { pause } from '../../fixtures/core/trace/waiting.ts'
import type { History } from '../history/history.ts'
import { isLook, type Step } from '../history/step.ts'
import { inWords } from '../history/words.ts'
import type { AnsweredCall, NamedAttachment } from '../model/call.ts'
import type { Cast } from './cast.ts'
import { readAnswer } from './read-answer.ts'
import { SeenAttachments } from './seen-attachments.ts'
import { sendStep } from './send-step.ts'
import type { CallEnd, PerformedCall, Timeline } from './timeline.ts'

/**
 * Performs the lanes of a history at the same time. A step that is about an attachment is left out
 * where none is known. `settlingMs`: how long each change of the lane that leads gets to come to rest.
 * Throws CaseFailedToRun when an answer is lost, or is not the service's own.
 */
export async function performHistory(
  run: RunContext,
  trace: Trace,
  cast: Cast,
  history: History,
  settlingMs: number,
): Promise<Timeline> {
  const { lanes, leads } = history
  const calls: PerformedCall[] = []
  const ends: CallEnd[] = []
  const seen = new SeenAttachments(history)
  const began = performance.now()
  const since = (): number => Math.round((performance.now() - began) * 10) / 10
  let count = 0
  /** Resolves with whether a change was accepted, so that something may be under way. */
  const perform = async (lane: number, place: number, step: Step): Promise<boolean> => {
    const attachment = chosen(seen, step)
    if (attachment === 'none') return false
    const number = count
    count += 1
    ends.push({ end: 'sent', call: number })
    const sentMs = since()
    const answer = await sendStep(run, trace, cast, step, attachment)
    ends.push({ end: 'answered', call: number })
    const { status } = answered(inWords(step), answer.exchange)
    const shown = readAnswer(answer.body, cast)
    const call: AnsweredCall = { step, status, shown, ...(attachment && { attachment }) }
    learn(seen, call)
    calls[number] = { lane, place, call, exchange: answer.exchange.id, sentMs, answeredMs: since() }
    return status < 300 && !isLook(step)
  }
  const follow = async (steps: readonly Step[], lane: number, afterChangeMs = 0): Promise<void> => {
    for (const [place, step] of steps.entries()) {
      if (step.pauseMs !== undefined) await pause(step.pauseMs, trace)
      const changes = await perform(lane, place, step)
      if (changes && afterChangeMs > 0) await pause(afterChangeMs, trace)
    }
  }
  const lead = leads === true ? (lanes[0] ?? []) : []
  await follow(lead, 0, settlingMs)
  const ended = await Promise.allSettled(
    lanes.map((steps, lane) => (steps === lead ? undefined : follow(steps, lane))),
  )
  // All lanes are awaited, so that nothing of this history is under way in the next one.
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason
  return { calls, ends }
}

/** The attachment that a step is about; `none` where there should be one. */
export function chosen(seen: SeenAttachments, step: Step): NamedAttachment | 'none' | undefined {
  if (!('attachment' in step)) return undefined
  // Compute's own attachments are connected and completed by Compute alone.
  const ofClients = step.op === 'block-storage.update' || step.op === 'block-storage.complete'
  return seen.choose(step.volume, step.attachment, ofClients) ?? 'none'
}

/** Notes the attachments that an answer shows. */
export function learn(seen: SeenAttachments, { step, shown, status }: AnsweredCall): void {
  if (!('volume' in step) || status >= 300) return
  if (step.op === 'block-storage.create' && shown.created !== undefined) {
    seen.saw(step.volume, { id: shown.created })
  }
  if (step.op !== 'block-storage.list' && step.op !== 'block-storage.list-detail') return
  for (const { id, server } of shown.attachments ?? []) {
    seen.saw(step.volume, { id, ...(server !== undefined && { server }) })
  }
}
