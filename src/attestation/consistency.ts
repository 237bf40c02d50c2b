import type { JournalEvent } from '../journal/events/journal-event.ts'
import type { JournalLine } from '../journal/journal-lines.ts'
import { type JournalHandler, nameOf } from '../journal/read-events.ts'
import { textIn } from '../openstack/body/body-layout.ts'
import type { Exchange, ExchangeResponse } from '../openstack/exchange.ts'
import { type Reading, strayReading } from './service-clock.ts'

/**
 * Checks facts that exchanges record twice: the length of a body, and the time. No promise depends
 * on them, but a contradiction shows that something was changed after recording.
 */
export class Consistency implements JournalHandler {
  readonly #clocks = new Map<string, Reading[]>()
  #contradiction: string | undefined

  enter(event: JournalEvent, line: JournalLine, part: number): undefined {
    if (event.type === 'exchange') this.see(event.exchange, nameOf(event, line), part)
  }

  /**
   * Takes an exchange. `place` names it for people, and `part` identifies the segment of the run.
   */
  see(exchange: Exchange, place: string, part: number): void {
    const { response, request } = exchange
    if (response === undefined) return
    if (request.method !== 'HEAD') this.#contradict(place, lengthContradiction(response))
    const { date } = response.headers
    if (date === undefined) return
    const clock = `${part} ${exchange.service}`
    const readings = this.#clocks.get(clock) ?? []
    this.#clocks.set(clock, readings)
    const offsetMs = Date.parse(date) - Date.parse(exchange.at)
    readings.push({ place, date, offsetMs, durationMs: exchange.durationMs })
  }

  /** The first contradiction; undefined if there is none. */
  close(): string | undefined {
    for (const readings of this.#clocks.values()) {
      const stray = strayReading(readings)
      if (stray === undefined) continue
      const { place, date } = stray
      this.#contradict(place, `its date, ${JSON.stringify(date)}, is not that of the others`)
    }
    return this.#contradiction
  }

  #contradict(place: string, contradiction: string | undefined): void {
    if (contradiction !== undefined) this.#contradiction ??= `${place}: ${contradiction}`
  }
}

/** A redacted body has another length than the body that came, and so has one that came compressed. */
function lengthContradiction({ headers, body, layout }: ExchangeResponse): string | undefined {
  const said = headers['content-length']
  const coding = headers['content-encoding'] ?? 'identity'
  if (said === undefined || coding.toLowerCase() !== 'identity') return undefined
  const text = body.kind === 'empty' ? '' : layout === undefined ? undefined : textIn(layout, body)
  if (text === undefined || text.includes('[redacted]')) return undefined
  const length = Buffer.byteLength(text)
  return said === String(length)
    ? undefined
    : `its content-length is ${JSON.stringify(said)}, and the body has ${length} bytes`
}
