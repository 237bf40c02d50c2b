import { BroadcastChannel } from 'node:worker_threads'
import { promised } from './promised.ts'

type Told<Summons, Order> =
  | { readonly kind: 'ready' | 'done' }
  | { readonly kind: 'summons'; readonly summons: Summons }
  | { readonly kind: 'order'; readonly order: Order | undefined }

/** The leader's end: what is given when it is known is taken when somebody is there. */
export class OrderGiver<Summons, Order> {
  readonly #channel: BroadcastChannel
  #isOpen = true
  /** Resolves when somebody waits to be told what to do. */
  readonly awaited: Promise<void>
  /** Resolves when what was ordered has been done. */
  readonly done: Promise<void>

  constructor(name: string) {
    this.#channel = new BroadcastChannel(name)
    const heard = new EventTarget()
    const once = (kind: Told<Summons, Order>['kind']): Promise<void> =>
      new Promise((resolve) => {
        heard.addEventListener(kind, () => resolve(), { once: true })
      })
    this.awaited = once('ready')
    this.done = once('done')
    this.#channel.onmessage = (message) =>
      heard.dispatchEvent(new Event(told<Summons, Order>(message).kind))
    this.#channel.unref()
  }

  /** Once, before the order: what to make ready with. */
  summon(summons: Summons): void {
    this.#tell({ kind: 'summons', summons })
  }

  /** Once only. Without an order, who waits for one is told that there will be none. */
  give(order?: Order): void {
    this.#tell({ kind: 'order', order })
  }

  close(): void {
    this.#isOpen = false
    this.#channel.close()
  }

  /** Nothing happens on a closed channel: nobody is there any more. */
  #tell(what: Told<Summons, Order>): void {
    void this.awaited.then(() => {
      if (this.#isOpen) this.#channel.postMessage(what)
    })
  }
}

/** The performer's end. */
export class OrderTaker<Summons, Order> {
  readonly #channel: BroadcastChannel
  /** What to make ready with. */
  readonly summons: Promise<Summons>
  /** The order, or nothing when there will be none. */
  readonly order: Promise<Order | undefined>

  constructor(name: string) {
    this.#channel = new BroadcastChannel(name)
    const summons = promised<Summons>()
    const order = promised<Order | undefined>()
    this.summons = summons.promise
    this.order = order.promise
    this.#channel.onmessage = (message) => {
      const received = told<Summons, Order>(message)
      if (received.kind === 'summons') summons.resolve(received.summons)
      if (received.kind === 'order') order.resolve(received.order)
    }
    this.#channel.postMessage({ kind: 'ready' } satisfies Told<Summons, Order>)
  }

  /** Says that the order has been carried out, or that it is known that there is none. */
  done(): void {
    this.#channel.postMessage({ kind: 'done' } satisfies Told<Summons, Order>)
    this.#channel.close()
  }
}

/** Both ends are of this program, and nobody else knows the name. */
function told<Summons, Order>(message: unknown): Told<Summons, Order> {
  return (message as { readonly data: Told<Summons, Order> }).data
}
