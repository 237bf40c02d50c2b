import type { Dispatcher } from 'undici'
import type { Headers } from '../exchange.ts'
import { TransportError } from '../transport-error.ts'

/** An answer as it came. */
export interface CollectedAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** What an answer may be and take: bytes of its body, and ms from the sent request to its last byte. */
export interface AnswerLimits {
  readonly bodyBytes: number
  readonly wholeMs: number
}

/**
 * Takes an answer from undici part by part. An answer is wanted whole or not at all, so it needs
 * none of the stream that undici would make of each.
 */
export class AnswerCollector implements Dispatcher.DispatchHandler {
  /** Rejects with what has kept the answer: of undici, of the signal, or {@link TransportError}. */
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

  /** Once more for a request that undici has to send on another connection. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    this.#chunks = []
    this.#bytes = 0
    // undici waits anew after each part of an answer, and of hints before it there is no end.
    this.#timer ??= setTimeout(this.#takesTooLong, this.#limits.wholeMs)
    if (this.#signal?.aborted) this.#giveUp()
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    // What is only to inform has its answer yet to come.
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
    const text = Buffer.concat(this.#chunks, this.#bytes).toString('utf8')
    this.#resolve({ status: this.#status, headers: this.#headers, text })
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

  /** A request that waits for a connection has no controller yet: it is ended when it gets one. */
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
