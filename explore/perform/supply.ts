import { multiattachVolumes, volumes } from '../../fixtures/block-storage/volume-leases.ts'
import { servers } from '../../fixtures/compute/server-leases.ts'
import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import type { Known, LeaseKind } from '../../fixtures/core/pools/lease-kind.ts'
import type { Trace } from '../../fixtures/core/trace/trace.ts'
import type { History } from '../history/history.ts'
import type { TriedHistory } from '../try-history.ts'
import type { Cast } from './cast.ts'
import { Discarding } from './discard.ts'
import { type Left, leftBehind } from './left-behind.ts'
import { restoreServer, restoreVolume } from './restore-cast.ts'

const kindOf = ({ multiattach }: { readonly multiattach: boolean }): LeaseKind =>
  multiattach ? multiattachVolumes : volumes

/**
 * So many times the volumes that a history needs must be allowed, so that those of one may rest during the next:
 * what comes late of putting them back is no matter of that one. One set rests, one is used, one may be new.
 */
const SETS = 3

/** Servers and volumes for histories, which are used again as long as they can be restored. */
export class Supply {
  readonly #run: RunContext
  readonly #free = new Map<LeaseKind, Known[]>()
  /** The volumes of the last history. */
  #resting: (readonly [LeaseKind, Known])[] = []
  readonly #discarding: Discarding

  constructor(run: RunContext) {
    this.#run = run
    this.#discarding = new Discarding(run)
  }

  /** The resources for a history; new ones where `fresh`. Throws what creating one throws. */
  async cast(history: History, fresh: boolean): Promise<Cast> {
    const wanted = [
      ...Array.from({ length: history.servers }, () => servers),
      ...history.volumes.map(kindOf),
    ]
    const made = await Promise.all(wanted.map((kind) => this.#take(kind, fresh)))
    if (!fresh) this.#wake()
    return { servers: made.slice(0, history.servers), volumes: made.slice(history.servers) }
  }

  /** Removes what a history used. */
  discard(cast: Cast, trace: Trace): Promise<void> {
    return this.#discarding.discard(cast, trace)
  }

  /** Takes back what a history used, and what it left in a state in which it can be used again. */
  async giveBack({ history, atRest }: TriedHistory, cast: Cast, trace: Trace): Promise<void> {
    const run = this.#run
    const left = leftBehind(atRest)
    const member = run.channel('member', trace)
    await Promise.all(
      cast.volumes.map(async (known, index) => {
        const kind = kindOf(history.volumes[index] ?? { multiattach: false })
        const isAsBefore = await restored(left.volume(index), () =>
          restoreVolume(run, member, known),
        )
        if (isAsBefore) this.#resting.push([kind, known])
      }),
    )
    await Promise.all(
      cast.servers.map(async (known, index) => {
        const isAsBefore = await restored(left.server(index), () =>
          restoreServer(run, member, known),
        )
        if (isAsBefore) this.#keep(servers, known)
      }),
    )
    const { budget } = run
    const kinds = history.volumes.map(kindOf)
    const needed = (kind: LeaseKind): number => kinds.filter((one) => one === kind).length
    if (kinds.some((kind) => kind.within(budget) < needed(kind) * SETS)) this.#wake()
  }

  /** What has rested may be used. */
  #wake(): void {
    for (const [kind, known] of this.#resting) this.#keep(kind, known)
    this.#resting = []
  }

  #take(kind: LeaseKind, fresh: boolean): Promise<Known> | Known {
    const free = fresh ? undefined : this.#free.get(kind)?.pop()
    if (free !== undefined) return free
    return kind.make(this.#run, this.#run.channel('member', this.#run.sharedTrace(kind.id)))
  }

  #keep(kind: LeaseKind, known: Known): void {
    this.#free.set(kind, [...(this.#free.get(kind) ?? []), known])
  }
}

async function restored(left: Left, restore: () => Promise<boolean>): Promise<boolean> {
  return left === 'changed' ? restore() : left === 'as-before'
}
