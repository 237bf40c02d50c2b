import { textIn } from '../openstack/body-layout.ts'
import type { Exchange, ExchangeResponse } from '../openstack/exchange.ts'

/** How far the clock of a service may stray from its usual distance to ours, in ms. */
const TOLERANCE_MS = 5_000
interface Dated {
  readonly place: string
  /** From when the request left to the time that the answer says, in ms. */
  readonly offsetMs: number
  readonly durationMs: number
  readonly date: string
}

/**
 * What the exchanges of a run say of themselves more than once: the length of a body, and the time.
 * No promise hangs on it, but where it contradicts itself, something is not as it came.
 */
export class Consistency {
  readonly #clocks = new Map<string, Dated[]>()
  #contradiction: string | undefined

  /** Takes an exchange; `place` names it for people, and `part` tells one sitting of a run from another. */
  enter(exchange: Exchange, place: string, part: number): void {
    const { response, request } = exchange
    if (response === undefined) return
    if (request.method !== 'HEAD') this.#contradict(place, lengthContradiction(response))
    const { date } = response.headers
    if (date === undefined) return
    const key = `${part} ${exchange.service}`
    const clock = this.#clocks.get(key) ?? []
    this.#clocks.set(key, clock)
    const offsetMs = Date.parse(date) - Date.parse(exchange.at)
    clock.push({ place, offsetMs, durationMs: exchange.durationMs, date })
  }

  /** The first contradiction; undefined: there is none. */
  close(): string | undefined {
    for (const clock of this.#clocks.values()) this.#judgeClock(clock)
    return this.#contradiction
  }

  #contradict(place: string, contradiction: string | undefined): void {
    if (contradiction !== undefined) this.#contradiction ??= `${place}: ${contradiction}`
  }

  /** A clock may be wrong, but it is always wrong by the same time. */
  #judgeClock(clock: readonly Dated[]): void {
    const readable = clock.filter(isHttpDate)
    // A service that writes its dates in another way is not held to this one.
    if (readable.length * 2 < clock.length) return
    const usual = usualOffset(readable)
    for (const dated of clock) {
      const { place, offsetMs, durationMs, date } = dated
      const early = offsetMs < usual - TOLERANCE_MS
      const late = offsetMs > usual + durationMs + TOLERANCE_MS
      if (!isHttpDate(dated) || early || late) {
        this.#contradict(place, `its date, ${JSON.stringify(date)}, is not that of the others`)
      }
    }
  }
}

/** The median of those that were answered fastest: of the others nobody knows when they arrived. */
function usualOffset(clock: readonly Dated[]): number {
  const fastest = clock
    .toSorted((a, b) => a.durationMs - b.durationMs)
    .slice(0, Math.ceil(clock.length / 4))
  const offsets = fastest.map(({ offsetMs }) => offsetMs).sort((a, b) => a - b)
  return offsets[Math.floor(offsets.length / 2)] ?? 0
}

function isHttpDate({ date }: Dated): boolean {
  const time = new Date(date)
  return !Number.isNaN(time.valueOf()) && time.toUTCString() === date
}

/** What was redacted has another length than what came. */
function lengthContradiction({ headers, body, layout }: ExchangeResponse): string | undefined {
  const said = headers['content-length']
  if (said === undefined) return undefined
  const text = body.kind === 'empty' ? '' : layout === undefined ? undefined : textIn(layout, body)
  if (text === undefined || text.includes('[redacted]')) return undefined
  const length = Buffer.byteLength(text)
  return said === String(length)
    ? undefined
    : `its content-length is ${JSON.stringify(said)}, and the body has ${length} bytes`
}
