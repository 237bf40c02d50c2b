import { BroadcastChannel } from 'node:worker_threads'

type Told<Order> =
  | { readonly kind: 'ready' | 'done' }
  | { readonly kind: 'order'; readonly order: Order | undefined }

/** The leader's end: an order is given whenever it is known, and taken when somebody is there. */
export class OrderGiver<Order> {
  readonly #channel: BroadcastChannel
  #isOpen = true
  /** Resolves when somebody waits for the order. */
  readonly awaited: Promise<void>
  /** Resolves when what was ordered has been done. */
  readonly done: Promise<void>

  constructor(name: string) {
    this.#channel = new BroadcastChannel(name)
    const heard = new EventTarget()
    const once = (kind: Told<Order>['kind']): Promise<void> =>
      new Promise((resolve) => {
        heard.addEventListener(kind, () => resolve(), { once: true })
      })
    this.awaited = once('ready')
    this.done = once('done')
    this.#channel.onmessage = (message) => heard.dispatchEvent(new Event(told<Order>(message).kind))
    this.#channel.unref()
  }

  /**
   * Once only. Without an order, who waits for one is told that there will be none. On a closed
   * channel nothing happens: nobody is there any more.
   */
  give(order?: Order): void {
    if (this.#isOpen) this.#channel.postMessage({ kind: 'order', order } satisfies Told<Order>)
  }

  close(): void {
    this.#isOpen = false
    this.#channel.close()
  }
}

/** The performer's end. */
export class OrderTaker<Order> {
  readonly #channel: BroadcastChannel
  /** The order, or nothing when there will be none. */
  readonly order: Promise<Order | undefined>

  constructor(name: string) {
    this.#channel = new BroadcastChannel(name)
    this.order = new Promise((resolve) => {
      this.#channel.onmessage = (message) => {
        const received = told<Order>(message)
        if (received.kind === 'order') resolve(received.order)
      }
    })
    this.#channel.postMessage({ kind: 'ready' } satisfies Told<Order>)
  }

  /** Says that the order has been carried out, or that it is known that there is none. */
  done(): void {
    this.#channel.postMessage({ kind: 'done' } satisfies Told<Order>)
    this.#channel.close()
  }
}

/** Both ends are of this program, and nobody else knows the name. */
function told<Order>(message: unknown): Told<Order> {
  return (message as { readonly data: Told<Order> }).data
}
