import pRetry from 'p-retry'
import type { Exchange } from '../exchange.ts'
import { type Disturbance, disturbanceOf } from './disturbance.ts'
import { LONGEST_HOLD_MS } from './traffic.ts'

/** How often a disturbed request is sent again. Repetitions after 429 do not count. */
const REPEATS = 4
/** The first pause in ms. Each is about twice as long as the one before, with a random addition. */
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 5_000
/** The longest time in ms for all repetitions of a request, including pauses. */
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
  /** False in a replay of recorded answers, where pauses are of no use. */
  readonly pauses?: boolean
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends a request, repeats it while it is disturbed and `mayRepeat` allows it, and returns the last
 * exchange. Pauses grow and have a random part. `send` gets the id of the exchange that it repeats, so
 * that repetitions are recorded as such. Rejects when the signal is aborted during a pause.
 */
export async function askAgain(
  send: (repeats: string | undefined) => Promise<Exchange>,
  { mayRepeat, pauses = true, signal }: AskAgainRules,
): Promise<Exchange> {
  signal?.throwIfAborted()
  // Nearly all requests are answered at once; for these, p-retry would take most of the time here.
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
  // When the cloud asks for too long a wait, the request is not repeated earlier but given up.
  const tooLong = disturbance.kind === 'rate-limited' && (disturbance.waitMs ?? 0) > LONGEST_HOLD_MS
  return !tooLong && mayRepeat(disturbance)
}
