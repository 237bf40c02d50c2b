import { BroadcastChannel } from 'node:worker_threads'
import { z } from 'zod'
import { abortMany } from '../abort-many.ts'
import type { ReasonCode } from '../judge/verdict.ts'

/** Why a run was interrupted before all of its cases had ended. */
export type BreakOffCause = Extract<
  ReasonCode,
  'interrupted' | 'out-of-time' | 'over-budget' | 'fail-fast' | 'setup-impossible' | 'service-gone'
>

/** A setting with which the run, begun again, would get further. */
export interface Correction {
  readonly setting: string
  readonly value: string | number
}

const WORDS: Readonly<Record<BreakOffCause, string>> = {
  interrupted: 'the run was interrupted',
  'out-of-time': 'the time limit of the run (max-time) was reached',
  'over-budget': 'the run has sent as many requests as it may',
  'fail-fast': 'as many cases had failed as --fail-fast names',
  'setup-impossible': 'what cases need could not be made on the target',
  'service-gone': 'a service of the target has stopped answering',
}

/** The abort reason of a signal that interrupts a run. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff'
  override readonly cause: BreakOffCause
  readonly correction?: Correction

  constructor(cause: BreakOffCause, message: string = WORDS[cause], correction?: Correction) {
    super(message)
    this.cause = cause
    if (correction !== undefined) this.correction = correction
  }
}

/** The pause between two messages to a worker, in ms: the first may come before it listens. */
const AGAIN_MS = 200

/**
 * Tells the worker that performs a run to interrupt it when the signal is aborted, so that each case
 * puts back what it has used, and calls `hear` when the worker interrupts it of its own accord. Vitest's
 * own cancelling does not wait for running tests. `close` removes the listener of the signal.
 */
export function passOnBreakOff(
  run: string,
  signal: AbortSignal,
  hear: (reason: BrokenOff) => void = () => {},
): { readonly close: () => void } {
  const channel = new BroadcastChannel(channelName(run))
  channel.onmessage = (message) => hear(heardIn(message))
  channel.unref()
  let timer: NodeJS.Timeout | undefined
  const tell = (): void => channel.postMessage(told(breakOffOf(signal)))
  const begin = (): void => {
    tell()
    timer = setInterval(tell, AGAIN_MS)
  }
  if (signal.aborted) begin()
  else signal.addEventListener('abort', begin, { once: true })
  return {
    close() {
      signal.removeEventListener('abort', begin)
      clearInterval(timer)
      channel.close()
    },
  }
}

/** Why a signal was aborted; `interrupted` when its reason does not say. */
export function breakOffOf({ reason }: AbortSignal): BrokenOff {
  return reason instanceof BrokenOff ? reason : new BrokenOff('interrupted')
}

/** For the worker: a signal that is aborted when the run is interrupted, from outside or by `breakOff`. */
export interface BreakOffListener {
  readonly signal: AbortSignal
  /** Interrupts the run, and tells the main process. */
  readonly breakOff: (cause: BreakOffCause, message?: string, correction?: Correction) => void
  /** Stops listening. */
  readonly close: () => void
}

export function listenForBreakOff(run: string): BreakOffListener {
  const controller = abortMany()
  const channel = new BroadcastChannel(channelName(run))
  channel.onmessage = (message) => controller.abort(heardIn(message))
  channel.unref()
  return {
    signal: controller.signal,
    breakOff(...given) {
      if (controller.signal.aborted) return
      const reason = new BrokenOff(...given)
      controller.abort(reason)
      channel.postMessage(told(reason))
    },
    close: () => channel.close(),
  }
}

const telling = z.object({
  cause: z.enum([
    'interrupted',
    'out-of-time',
    'over-budget',
    'fail-fast',
    'setup-impossible',
    'service-gone',
  ]),
  message: z.string(),
  correction: z
    .object({ setting: z.string(), value: z.union([z.string(), z.number()]) })
    .exactOptional(),
})

function told({ cause, message, correction }: BrokenOff): z.output<typeof telling> {
  return { cause, message, ...(correction !== undefined && { correction }) }
}

function heardIn(event: unknown): BrokenOff {
  const { cause, message, correction } = z.object({ data: telling }).parse(event).data
  return new BrokenOff(cause, message, correction)
}

function channelName(run: string): string {
  return `attest-break-off-${run}`
}
