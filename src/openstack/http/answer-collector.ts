import type { Dispatcher } from 'undici'
import type { Headers } from '../exchange.ts'
import { TransportError } from '../transport-error.ts'

/** An answer with its body as it was sent. */
export interface CollectedAnswer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
}

/** The most bytes of a body, and the most ms from the sent request to the last byte of the answer. */
export interface AnswerLimits {
  readonly bodyBytes: number
  readonly wholeMs: number
}

/**
 * Collects an answer from undici's low-level callbacks. Attest needs whole answers only, so undici does
 * not have to create a stream for each.
 */
export class AnswerCollector implements Dispatcher.DispatchHandler {
  /** Rejects with undici's error, the reason of the signal, or a {@link TransportError}. */
  readonly answer: Promise<CollectedAnswer>
  readonly #limits: AnswerLimits
  readonly #signal: AbortSignal | undefined
  #timer: NodeJS.Timeout | undefined
  #resolve: (answer: CollectedAnswer) => void = () => {}
  #reject: (reason: unknown) => void = () => {}
  #controller: Dispatcher.DispatchController | undefined
  #status = 0
  #headers: Headers = {}
  #chunks: Buffer[] = []
  #bytes = 0

  constructor(limits: AnswerLimits, signal?: AbortSignal) {
    this.#limits = limits
    this.#signal = signal
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    signal?.addEventListener('abort', this.#giveUp, { once: true })
  }

  /** Called again when undici has to send the request on another connection. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    this.#chunks = []
    this.#bytes = 0
    // undici's own time-out starts again with each part of an answer and each informational response.
    this.#timer ??= setTimeout(this.#takesTooLong, this.#limits.wholeMs)
    if (this.#signal?.aborted) this.#giveUp()
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    // The final response follows an informational one.
    if (status < 200) return
    this.#status = status
    this.#headers = joined(headers)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes > this.#limits.bodyBytes) controller.abort(new TransportError('too-large'))
    else this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.#settle()
    const bytes = Buffer.concat(this.#chunks, this.#bytes)
    this.#resolve({ status: this.#status, headers: this.#headers, bytes })
  }

  onResponseError(_controller: unknown, error: unknown): void {
    this.#settle()
    this.#reject(error)
  }

  #settle(): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#giveUp)
  }

  readonly #takesTooLong = (): void => {
    this.#controller?.abort(new TransportError('answer-timeout'))
  }

  /** Ends the request. One that waits for a connection has no controller yet, and ends when it gets one. */
  readonly #giveUp = (): void => {
    const reason: unknown = this.#signal?.reason
    this.#reject(reason)
    this.#controller?.abort(reason instanceof Error ? reason : new TransportError('aborted'))
  }
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const all: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) all[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return all
}
