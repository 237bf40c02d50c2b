import { setTimeout as sleep } from 'node:timers/promises'
import { type Dispatcher, Pool } from 'undici'
import type { Step } from './dependencies.ts'
import type { RecordedBody } from './recording.ts'
import type { Translation } from './requests.ts'
import { sameState } from './same-state.ts'

export interface ReplayOutcome {
  readonly wallMs: number
  readonly requests: number
  /** The polls among them that were repeated, because this client is faster than the transitions. */
  readonly repeated: number
  /** The share of requests whose status was the recorded one. */
  readonly alike: number
}

/** The interval of polling, in ms. */
const AGAIN_MS = 10
/** The longest wait in ms. The slowest transition takes less; a longer wait means that the replay differs. */
const LONGEST_MS = 1_500

/**
 * Sends the steps of a recording as fast as their dependencies allow, with the recorded pauses between
 * polls. Each persona has a pool of as many connections as in the suite.
 */
export async function replay(
  steps: readonly Step[],
  options: {
    readonly origin: string
    readonly translation: Translation
    /** The number of connections of each persona. */
    readonly connections: number
  },
): Promise<ReplayOutcome> {
  const pools = new Map<string, Pool>()
  const poolOf = (persona: string): Pool => {
    const pool =
      pools.get(persona) ?? new Pool(options.origin, { connections: options.connections })
    pools.set(persona, pool)
    return pool
  }
  const { translation } = options
  const counts = { requests: 0, repeated: 0, alike: 0 }
  const done = new Map<Step, Promise<void>>()

  const send = async ({ recorded, settles }: Step): Promise<void> => {
    const { persona, response } = recorded.exchange
    const expected = jsonOf(response?.body)
    const end = performance.now() + LONGEST_MS
    for (;;) {
      const { method, path, headers, body } = translation.request(recorded)
      const answer = await poolOf(persona).request({
        method: method as Dispatcher.HttpMethod,
        path,
        headers,
        ...(body !== undefined && { body }),
      })
      const present = parsed(await answer.body.text())
      counts.requests += 1
      const same = answer.statusCode === response?.status
      const isDone =
        settles === undefined ||
        performance.now() > end ||
        (same && sameState(expected, present, translation.known(settles)))
      if (isDone) {
        if (same) counts.alike += 1
        translation.learnFrom(expected, present, method === 'POST')
        return
      }
      counts.repeated += 1
      await sleep(AGAIN_MS)
    }
  }
  const take = async (step: Step): Promise<void> => {
    await Promise.all([...step.after].map((before) => done.get(before)))
    if (step.recorded.pausedMs > 0) await sleep(step.recorded.pausedMs)
    await send(step)
  }

  const started = performance.now()
  for (const step of steps) done.set(step, take(step))
  await Promise.all(done.values())
  const wallMs = performance.now() - started
  for (const pool of pools.values()) await pool.destroy()
  const { requests, repeated, alike } = counts
  return { wallMs, requests, repeated, alike: alike / steps.length }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}

function jsonOf(body: RecordedBody | undefined): unknown {
  return body?.kind === 'json' ? body.value : undefined
}
