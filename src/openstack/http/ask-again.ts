import pRetry from 'p-retry'
import type { Exchange } from '../exchange.ts'
import { type Disturbance, disturbanceOf } from './disturbance.ts'
import { LONGEST_HOLD_MS } from './traffic.ts'

/** Times that a disturbed request is sent again. Being told to wait does not count. */
const REPEATS = 4
/** The first pause, in ms; each is about twice as long as the one before, by chance a bit more. */
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 5_000
/** How long one request is sent again and again, waiting included. */
const PATIENCE_MS = 180_000

class Disturbed extends Error {
  override readonly name = 'Disturbed'
  readonly exchange: Exchange
  readonly disturbance: Disturbance

  constructor(exchange: Exchange, disturbance: Disturbance) {
    super(disturbance.kind)
    this.exchange = exchange
    this.disturbance = disturbance
  }
}

export interface AskAgainRules {
  readonly mayRepeat: (disturbance: Disturbance) => boolean
  /** False where what is sent is not sent but remembered: nothing is spared by waiting then. */
  readonly pauses?: boolean
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends a request again while it is disturbed in a way that `mayRepeat` bears, with pauses that
 * grow and are not the same for all, and returns the last exchange. `send` is told the id of the
 * exchange that it repeats, so that each repetition is on the record as one. Rejects when the
 * signal is given during a pause.
 */
export async function askAgain(
  send: (repeats: string | undefined) => Promise<Exchange>,
  { mayRepeat, pauses = true, signal }: AskAgainRules,
): Promise<Exchange> {
  signal?.throwIfAborted()
  // Nearly all are answered at once, and for them this would be the dearest part.
  let first: Exchange | undefined = await send(undefined)
  if (disturbanceOf(first) === undefined) return first
  let before: string | undefined
  const attempt = async (): Promise<Exchange> => {
    const exchange = first ?? (await send(before))
    first = undefined
    before = exchange.id
    const disturbance = disturbanceOf(exchange)
    if (disturbance === undefined) return exchange
    throw new Disturbed(exchange, disturbance)
  }
  try {
    return await pRetry(attempt, {
      retries: REPEATS,
      minTimeout: pauses ? FIRST_PAUSE_MS : 0,
      maxTimeout: pauses ? LONGEST_PAUSE_MS : 0,
      maxRetryTime: PATIENCE_MS,
      randomize: true,
      shouldRetry: ({ error }) => error instanceof Disturbed && bears(error, mayRepeat),
      shouldConsumeRetry: ({ error }) =>
        !(error instanceof Disturbed && error.disturbance.kind === 'rate-limited'),
      ...(signal && { signal }),
    })
  } catch (error) {
    if (error instanceof Disturbed) return error.exchange
    throw error
  }
}

function bears({ disturbance }: Disturbed, mayRepeat: (one: Disturbance) => boolean): boolean {
  // A wait that is too long is not replaced by a shorter one: the request is not repeated.
  const tooLong = disturbance.kind === 'rate-limited' && (disturbance.waitMs ?? 0) > LONGEST_HOLD_MS
  return !tooLong && mayRepeat(disturbance)
}
